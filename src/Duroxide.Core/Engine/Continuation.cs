namespace Duroxide.Core;

/// <summary>What the next execution of an instance starts from.</summary>
static class Continuation
{
    /// <summary>The header after an execution that continued as new: its values, tags, status, unread messages and parent stay.</summary>
    public static Header Of(Header header, ExecutionState state, Ending.ContinuedAsNew ending) =>
        header with
        {
            Execution = header.Execution.Next,
            ForkedFrom = null,
            Version = ending.Version,
            Input = ending.Input,
            Values = state.Values,
            Tags = state.Tags,
            Status = state.Status,
            Carried = state.Unread(),
        };
}
