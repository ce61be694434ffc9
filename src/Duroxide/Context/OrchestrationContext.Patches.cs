namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Whether this execution runs the code behind a patch: instances that passed the spot before keep the old code.</summary>
    /// <remarks>
    /// Write <c>if (ctx.Patched("id")) { new code } else { old code }</c>. When no instance with the old code is left, write
    /// <see cref="DeprecatePatch"/> and the new code alone; when none with the mark is left, delete that call too.
    /// </remarks>
    public bool Patched(string id)
    {
        Names.Checked(id, nameof(id));
        return run.IsLive() && run.Asked().Patched(id);
    }

    /// <summary>Stands where <see cref="Patched"/> stood, once the old code is gone.</summary>
    public void DeprecatePatch(string id)
    {
        Names.Checked(id, nameof(id));
        if (run.IsLive())
        {
            run.Host.DeprecatePatch(id);
        }
    }
}
