namespace Toygres;

/// <summary>What is to become of rows that were looked at.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>They are to be others.</summary>
    /// <param name="Next">What they are to be, in the order in which they are written.</param>
    /// <param name="Event">What happened, in one word.</param>
    /// <param name="Message">What people are told.</param>
    public sealed record Change(IReadOnlyList<Instance> Next, string Event, string Message) : Decision;

    /// <summary>They are as they should be.</summary>
    public sealed record Keep : Decision;

    /// <summary>What was asked for cannot be.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    public sealed record Refuse(string Reason) : Decision;
}
