using Duroxide;
using Toygres.Orchestrations.Operations;

namespace Toygres.Orchestrations.Released;

/// <summary>How instances were restored in 1.0.0: one whose server died before it had its password was given up.</summary>
public static class RestoreInstance100
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<RestoreInstance> Orchestration { get; } =
        new(Names.Orchestration + "restore-instance", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, RestoreInstance input) =>
        RestoreInstanceFlow.RestoreAsync(ctx, input, password => RestoreInstanceFlow.EnterAsync(ctx, input, password));
}
