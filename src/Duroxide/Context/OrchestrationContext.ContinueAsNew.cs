namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Ends this execution and begins the next one with a new input and an empty history.</summary>
    /// <remarks>
    /// Nothing after the call counts, and the task never completes. Open work is cancelled; values, status and unread
    /// messages stay; <c>finally</c> blocks do not run.
    /// </remarks>
    public Task<TOutput> ContinueAsNew<TInput, TOutput>(TInput input, StartOptions? options = null)
    {
        if (run.IsLive())
        {
            var encoded = run.Codec.Encode(input, $"the input of the next execution of '{Name}'");
            run.Finish(new Ending.ContinuedAsNew(encoded, options?.Version));
        }
        return Never<TOutput>();
    }
}
