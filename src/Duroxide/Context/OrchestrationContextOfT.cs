namespace Duroxide;

/// <summary>The context of an orchestration whose input and output types are known.</summary>
public sealed class OrchestrationContext<TInput, TOutput> : OrchestrationContext
{
    internal OrchestrationContext(OrchestrationRun run)
        : base(run) { }

    /// <summary>Ends this execution and begins the next one with a new input and an empty history.</summary>
    /// <remarks>
    /// Nothing after the call counts, and the task never completes: write <c>return await ctx.ContinueAsNew(next)</c>.
    /// Open work is cancelled; values, status and unread messages stay; <c>finally</c> blocks do not run.
    /// </remarks>
    public Task<TOutput> ContinueAsNew(TInput input, StartOptions? options = null) =>
        ContinueAsNew<TInput, TOutput>(input, options);
}
