namespace Duroxide.Runtime;

/// <summary>Finds what is wrong with options, all of it at once.</summary>
internal static class RuntimeOptionsValidation
{
    // A hundred years are for ever to a process, and can be added to any time of today.
    static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    static readonly TimeSpan ShortestCount = TimeSpan.FromSeconds(1);

    // What a node held when it died waits for so long. Nobody means days.
    static readonly TimeSpan LongestLease = TimeSpan.FromHours(12);

    /// <summary>One sentence for each option that cannot work, naming it; empty when all can.</summary>
    public static IReadOnlyList<string> Problems(RuntimeOptions options) =>
        [
            .. AtLeast(0, nameof(options.OrchestrationConcurrency), options.OrchestrationConcurrency),
            .. AtLeast(1, nameof(options.TurnsInFlight), options.TurnsInFlight),
            .. AtLeast(0, nameof(options.WorkerConcurrency), options.WorkerConcurrency),
            .. AtLeast(1, nameof(options.MaxAttempts), options.MaxAttempts),
            .. AtLeast(0, nameof(options.MaxSessions), options.MaxSessions),
            .. AtLeast(0, nameof(options.HotInstances), options.HotInstances),
            .. AtLeast(0, nameof(options.HotBytes), options.HotBytes),
            .. AtLeast(0, nameof(options.ReplacementSlots), options.ReplacementSlots),
            .. Positive(nameof(options.LongPoll), options.LongPoll),
            .. Lease(nameof(options.TurnLease), options.TurnLease),
            .. Lease(nameof(options.ActivityLease), options.ActivityLease),
            .. Lease(nameof(options.SessionLease), options.SessionLease),
            .. Positive(nameof(options.SessionSweep), options.SessionSweep),
            .. Positive(nameof(options.TurnTimeout), options.TurnTimeout),
            .. Positive(nameof(options.TurnLimit), options.TurnLimit),
            .. NotNegative(nameof(options.ActivityCancellationGrace), options.ActivityCancellationGrace),
            .. NotNegative(nameof(options.ShutdownTimeout), options.ShutdownTimeout),
            .. NotNegative(
                $"{nameof(options.Determinism)}.{nameof(DeterminismOptions.BlockingTolerance)}",
                options.Determinism.BlockingTolerance
            ),
            .. Positive(nameof(options.SessionIdle), options.SessionIdle),
            .. Positive(
                $"{nameof(options.UnregisteredBackoff)}.{nameof(Backoff.Exponential.Max)}",
                options.UnregisteredBackoff.Max
            ),
            .. Positive(
                $"{nameof(options.UnregisteredBackoff)}.{nameof(Backoff.Exponential.First)}",
                options.UnregisteredBackoff.First
            ),
            .. Unless(
                options.UnregisteredBackoff.Max >= options.UnregisteredBackoff.First,
                $"{nameof(options.UnregisteredBackoff)}.{nameof(Backoff.Exponential.Max)} must be at least its {nameof(Backoff.Exponential.First)}."
            ),
            .. Unless(
                options.UnregisteredBackoff.Factor >= 1,
                $"{nameof(options.UnregisteredBackoff)}.{nameof(Backoff.Exponential.Factor)} is {options.UnregisteredBackoff.Factor} and must be at least 1, or the delays get shorter."
            ),
            .. Unless(
                options.SessionIdle > RenewalInterval.Of(options.ActivityLease),
                $"{nameof(options.SessionIdle)} is {options.SessionIdle} and must be longer than the renewal interval of {nameof(options.ActivityLease)}, "
                    + $"{RenewalInterval.Of(options.ActivityLease)}, or a session expires while its activity runs."
            ),
            .. Unless(
                options.NodeId is null || options.NodeId.Length is > 0 and <= 200,
                $"{nameof(options.NodeId)} must have 1 to 200 characters."
            ),
            .. Unless(
                options.ReplayVersions is not { } range || range.Min <= range.Max,
                $"{nameof(options.ReplayVersions)} must not end before it begins."
            ),
            .. Unless(
                options.StoreCountInterval is not { } interval || interval >= ShortestCount,
                $"{nameof(options.StoreCountInterval)} is {options.StoreCountInterval} and must be at least {ShortestCount}: counting is work for the store."
            ),
            .. options.StoreCountInterval is { } between ? NotEndless(nameof(options.StoreCountInterval), between) : [],
            .. Tags(options.Tags),
            .. options.Retention is { } retention ? RetentionValidation.Problems(retention) : [],
            .. LimitsValidation.Problems(options.Limits),
        ];

    /// <summary>Throws when an option cannot work.</summary>
    /// <exception cref="ArgumentException">Names every option that cannot work.</exception>
    public static void Validate(RuntimeOptions options)
    {
        var problems = Problems(options);
        if (problems.Count > 0)
        {
            throw new ArgumentException(
                $"The runtime cannot start with these options: {string.Join(" ", problems)}",
                nameof(options)
            );
        }
    }

    static IEnumerable<string> Tags(TagFilter filter)
    {
        var names = filter switch
        {
            TagFilter.Tags tags => tags.Names,
            TagFilter.DefaultAnd tags => tags.Names,
            TagFilter.DefaultOnly or TagFilter.Any or TagFilter.None => (ValueList<string>?)null,
        };
        return names is not { } list
            ? []
            : Unless(
                list.Count is >= 1 and <= 5 && list.All(name => name.Length > 0),
                $"{nameof(RuntimeOptions.Tags)} must name 1 to 5 tags, none of them empty."
            );
    }

    static IEnumerable<string> AtLeast(long least, string name, long value) =>
        Unless(value >= least, $"{name} is {value} and must be at least {least}.");

    static IEnumerable<string> Positive(string name, TimeSpan value) =>
        Unless(value > TimeSpan.Zero, $"{name} is {value} and must be longer than zero.")
            .Concat(NotEndless(name, value));

    static IEnumerable<string> Lease(string name, TimeSpan value) =>
        value <= LongestLease
            ? Positive(name, value)
            :
            [
                $"{name} is {value} and must be at most {LongestLease}: what a node holds when it dies waits for that long. In configuration a number alone means days; write 00:00:05 for five seconds.",
            ];

    static IEnumerable<string> NotNegative(string name, TimeSpan value) =>
        Unless(value >= TimeSpan.Zero, $"{name} is {value} and must not be negative.").Concat(NotEndless(name, value));

    static IEnumerable<string> NotEndless(string name, TimeSpan value) =>
        Unless(
            value <= Longest,
            $"{name} is {value} and must be at most {Longest.TotalDays} days, which is for ever to a process."
        );

    static IEnumerable<string> Unless(bool holds, string problem) => holds ? [] : [problem];
}
