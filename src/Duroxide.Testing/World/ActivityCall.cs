namespace Duroxide.Testing;

/// <summary>One call of an activity, as a worker would get it.</summary>
public sealed record ActivityCall
{
    readonly Header header;

    internal ActivityCall(Header header, EventId id, Operation.Activity activity)
    {
        this.header = header;
        Execution = header.Execution;
        (Id, Activity) = (id, activity);
    }

    /// <summary>The instance that asks.</summary>
    public InstanceId Instance => header.Instance;

    /// <summary>Its execution.</summary>
    public ExecutionId Execution { get; internal init; }

    /// <summary>The event that scheduled the call.</summary>
    public EventId Id { get; }

    /// <summary>What is asked for.</summary>
    public Operation.Activity Activity { get; }

    /// <summary>The activity's name.</summary>
    public string Name => Activity.Name;

    /// <summary>The encoded input.</summary>
    public string Input => Activity.Input;

    /// <summary>The key that the activity finds as <see cref="ActivityContext.IdempotencyKey"/>: one for all attempts of a call.</summary>
    public string IdempotencyKey => Self.Of(header, First).KeyOf(First);

    EventId First => Activity.FirstAttempt ?? Id;

    /// <summary>Shows the call as code would make it.</summary>
    public override string ToString() => $"{HistoryText.Naming(Activity)} of {Instance}";
}

/// <summary>An activity that ran: an effect on the world outside, whether or not its result was ever recorded.</summary>
/// <param name="Call">The call.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="IsRecorded">Whether the result was on its way to the instance, and not lost in a crash or run for nothing.</param>
public sealed record ActivityRun(ActivityCall Call, Outcome Outcome, bool IsRecorded)
{
    /// <summary>The activity's name.</summary>
    public string Name => Call.Name;

    /// <summary>Whether the activity did its work.</summary>
    public bool Succeeded => Outcome is Outcome.Succeeded;
}
