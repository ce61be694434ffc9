namespace Duroxide.Testing;

/// <summary>One call of an activity, as a worker would get it.</summary>
/// <param name="Instance">The instance that asks.</param>
/// <param name="Execution">Its execution.</param>
/// <param name="Id">The event that scheduled the call.</param>
/// <param name="Activity">What is asked for.</param>
public sealed record ActivityCall(InstanceId Instance, ExecutionId Execution, EventId Id, Operation.Activity Activity)
{
    /// <summary>The activity's name.</summary>
    public string Name => Activity.Name;

    /// <summary>The encoded input.</summary>
    public string Input => Activity.Input;

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
