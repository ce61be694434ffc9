namespace Duroxide.Testing;

/// <summary>A program that stands where its history ends, for whoever continues first.</summary>
/// <remarks>A world may be continued in several ways, a running program only in one: the others replay.</remarks>
sealed class Live(Running program)
{
    Running? waiting = program;

    public Running? Take()
    {
        // Whoever takes the program leaves nothing behind: worlds are kept by the hundred thousand.
        var taken = waiting;
        waiting = null;
        return taken;
    }
}

/// <summary>An execution together with the program that it drives.</summary>
sealed record Running(Execution Execution, IProgram Program)
{
    public static Running Resume(WorldRules rules, InstanceState instance)
    {
        var created = rules.Programs.Find(instance.Header).Create();
        var program = rules.Clock?.Watch(created) ?? created;
        return new(Execution.Resume(program, instance.Header, instance.History, rules.Limits), program);
    }

    /// <summary>Keeps the program for the next turn, unless there is none.</summary>
    public Live? Keep(WorldRules rules)
    {
        if (Execution.State.Ending is null && !rules.ReplayEveryTurn)
        {
            return new(this);
        }
        (Program as IDisposable)?.Dispose();
        return null;
    }
}
