namespace Duroxide;

/// <summary>The orchestration that a pump runs.</summary>
interface IPumped
{
    /// <summary>The instance and its orchestration in words, for messages.</summary>
    string Subject { get; }

    /// <summary>What the code asked for last, and whether it has the answer, in words; null for nothing. Any thread may ask.</summary>
    string? LastAsked { get; }

    /// <summary>Makes the first step of a turn, from which all else follows.</summary>
    void Step();

    /// <summary>Decides one race, now that the queue is empty; false when there is none to decide.</summary>
    bool DecideRace();

    /// <summary>Hears of an exception that nobody awaits, as of an async method without a result.</summary>
    void Unhandled(Exception exception);

    /// <summary>Writes a warning to the log.</summary>
    void Warn(string message);
}
