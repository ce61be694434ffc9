namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Whether this execution runs the new code of a patch: true, and recorded, where it comes here for the first time; false where it passed here before the patch.</summary>
    /// <remarks>
    /// Write <c>if (ctx.Patched("id")) { new code } else { old code }</c>. When no instance with the old code is left, write
    /// <see cref="DeprecatePatch"/> and the new code alone; when none with the mark is left, delete that call too.
    /// </remarks>
    public bool Patched(string id)
    {
        Names.Checked(id, nameof(id));
        return run.IsLive() && run.Asked().Patched(id);
    }

    /// <summary>Replaces <see cref="Patched"/> once the old code is gone, so that executions with its mark still replay.</summary>
    public void DeprecatePatch(string id)
    {
        Names.Checked(id, nameof(id));
        if (run.IsLive())
        {
            run.Host.DeprecatePatch(id);
        }
    }
}
