namespace Duroxide.Core;

/// <summary>What an orchestration asks for and is never answered.</summary>
public partial record Effect
{
    Effect() { }

    /// <summary>Give up an open operation, or give back a message that was taken but not read.</summary>
    /// <param name="Of">The event that scheduled the operation.</param>
    public sealed record Cancel(EventId Of) : Effect;

    /// <summary>Start an independent orchestration: no parent, no answer, not cancelled with this one.</summary>
    /// <param name="Name">The name under which the orchestration is registered.</param>
    /// <param name="Instance">The instance id, used as it is; starting one that exists does nothing.</param>
    /// <param name="Input">The encoded input.</param>
    public sealed record StartOrchestration(string Name, InstanceId Instance, string Input) : Effect
    {
        /// <summary>The version to start; null for the one that the registry's policy names. Replay does not compare it.</summary>
        public SemanticVersion? Version { get; init; }

        /// <summary>The tags that the instance starts with.</summary>
        public ValueMap<string, string> Tags { get; init; }
    }

    /// <summary>Send data to an instance, as a client does: raise an event there, or put a message into a queue.</summary>
    /// <param name="Instance">The instance, which may be this one; nothing happens when it does not exist or has ended.</param>
    /// <param name="Channel">Which of the two.</param>
    /// <param name="Name">The name of the event or queue.</param>
    /// <param name="Data">The encoded data.</param>
    public sealed record Send(InstanceId Instance, Channel Channel, string Name, string Data) : Effect;

    /// <summary>Publish a status text that clients can read and wait for.</summary>
    /// <param name="Text">The status; null takes it away. Replay does not compare it.</param>
    public sealed record SetCustomStatus(string? Text) : Effect;

    /// <summary>Put a tag on this instance, by which it is found, or take one away.</summary>
    /// <param name="Name">The name of the tag.</param>
    /// <param name="Value">The value; null takes the tag away, and nothing happens when it is missing.</param>
    public sealed record SetTag(string Name, string? Value) : Effect;

    /// <summary>Store a value under a key of this instance.</summary>
    /// <param name="Key">The key; empty is a key like any other.</param>
    /// <param name="Value">The encoded value.</param>
    public sealed record SetValue(string Key, string Value) : Effect;

    /// <summary>Remove one key, or all.</summary>
    /// <param name="Key">The key; nothing happens when it is missing. Null removes all keys.</param>
    public sealed record ClearValue(string? Key) : Effect;

    /// <summary>Mark that this execution runs the code behind a patch.</summary>
    /// <param name="Id">The name of the patch.</param>
    public sealed record Patch(string Id) : Effect;
}
