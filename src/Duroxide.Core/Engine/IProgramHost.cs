namespace Duroxide.Core;

/// <summary>What a running program may ask of its execution.</summary>
/// <remarks>
/// Asks take effect at the call. Once the execution has ended, by whatever cause, asks are ignored without an exception
/// and ids are <see cref="EventId.None"/>, until the code blocks.
/// </remarks>
public interface IProgramHost
{
    /// <summary>What the execution started from.</summary>
    Header Header { get; }

    /// <summary>Who the execution is at the event being reacted to: while a fork repeats what it keeps, the one that it was forked from.</summary>
    Self Self { get; }

    /// <summary>The version that this execution runs.</summary>
    SemanticVersion Version { get; }

    /// <summary>Whether history is being replayed: true until the first new arrival or the first new event.</summary>
    bool IsReplaying { get; }

    /// <summary>Whether the execution has ended or departed from its history, so that nothing the code asks counts any more.</summary>
    bool HasEnded { get; }

    /// <summary>The time of the event being reacted to; the same on every replay.</summary>
    Timestamp Now { get; }

    /// <summary>The values as the code has made them so far.</summary>
    ValueMap<string, StoredValue> Values { get; }

    /// <summary>The tags as the code has made them so far.</summary>
    ValueMap<string, string> Tags { get; }

    /// <summary>The status as the code has made it so far; null for none.</summary>
    string? Status { get; }

    /// <summary>Asks for an operation and gives its id, under which the answer will come.</summary>
    EventId Ask(Operation operation);

    /// <summary>Asks for an effect. Cancelling what is already closed does nothing and leaves no event.</summary>
    void Do(Effect effect);

    /// <summary>Ends the execution; only the first ending counts.</summary>
    void Finish(Ending ending);

    /// <summary>Ends the execution because its code left the durable world; the cause is recorded first.</summary>
    void GiveUp(Failure failure);

    /// <summary>Says that the code has looked at the message a wait received, so that it is never given back.</summary>
    void Read(EventId wait);

    /// <summary>Whether this execution runs the code behind a patch: recorded once, and the same ever after.</summary>
    bool Patched(string patch);

    /// <summary>Consumes a recorded patch marker, if present: the old code is gone.</summary>
    void DeprecatePatch(string patch);

    /// <summary>The instance id that a child gets which was asked for under this id.</summary>
    InstanceId ChildInstance(EventId id, Operation.SubOrchestration child);

    /// <summary>A new id, the same on every replay.</summary>
    Guid NewGuid();

    /// <summary>Writes a line, unless it was written before.</summary>
    /// <remarks>What the code itself says after its execution has ended is ignored; what watches it is still heard.</remarks>
    void Trace(TraceLine line);
}
