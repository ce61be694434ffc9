namespace Duroxide.Testing;

/// <summary>One step of a schedule: what happens next.</summary>
/// <remarks>A move that cannot be made where it stands is passed over, so that a schedule survives small changes of the code.</remarks>
public partial record Move
{
    Move() { }

    /// <summary>An orchestration starts with one of the inputs that it may have.</summary>
    /// <param name="Instance">The instance that is started.</param>
    /// <param name="With">Which of its inputs, from 0.</param>
    public sealed record Begin(InstanceId Instance, int With = 0) : Move;

    /// <summary>An instance runs a turn on what has arrived.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="Most">On how many of its messages at most. Default all.</param>
    public sealed record Turn(InstanceId Instance, int Most = int.MaxValue) : Move;

    /// <summary>A worker runs an activity, and the answer is on its way.</summary>
    /// <param name="Instance">The instance that called.</param>
    /// <param name="Activity">The activity's name.</param>
    /// <param name="With">Which of the activity's possible answers, from 0.</param>
    /// <param name="Which">Which of several open calls of that name, from 0, in order of asking.</param>
    /// <param name="IsLost">Whether the worker dies before the result is recorded, so that the activity will run again.</param>
    public sealed record Answer(InstanceId Instance, string Activity, int With = 0, int Which = 0, bool IsLost = false)
        : Move;

    /// <summary>A worker still runs an activity that was called off: it has its effect, and nobody is told.</summary>
    /// <param name="Instance">The instance that called.</param>
    /// <param name="Activity">The activity's name.</param>
    /// <param name="With">Which of the activity's possible answers, from 0.</param>
    /// <param name="Which">Which of several such calls, from 0, in the order in which they were called off.</param>
    public sealed record RunLate(InstanceId Instance, string Activity, int With = 0, int Which = 0) : Move;

    /// <summary>Time passes until the next timer is due, and it fires.</summary>
    /// <param name="Instance">The instance whose timer fires.</param>
    /// <param name="Which">Which of its timers, when several are due at the same time, from 0.</param>
    public sealed record Fire(InstanceId Instance, int Which = 0) : Move;

    /// <summary>Time passes, up to the next timer at most, while what is under way takes long.</summary>
    /// <param name="Seconds">How long.</param>
    public sealed record Pass(int Seconds) : Move;

    /// <summary>Something comes from outside.</summary>
    /// <param name="Stimulus">Which of the scenario's stimuli, from 0.</param>
    public sealed record Give(int Stimulus) : Move;

    /// <summary>The process that holds an instance in memory dies: its next turn replays.</summary>
    /// <param name="Instance">The instance.</param>
    public sealed record Crash(InstanceId Instance) : Move;
}
