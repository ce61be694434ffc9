namespace Duroxide.Runtime;

/// <summary>Finds what is wrong with the options of retention.</summary>
static class RetentionValidation
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    // No store has times of a hundred years ago.
    static readonly TimeSpan LongestKeep = TimeSpan.FromDays(36_500);

    /// <summary>One sentence for each option that cannot work, naming it.</summary>
    public static IEnumerable<string> Problems(RetentionOptions options) =>
        [
            .. Unless(
                options.Interval >= Shortest && options.Interval <= Longest,
                $"{nameof(RuntimeOptions.Retention)}.{nameof(options.Interval)} is {options.Interval} and must be 1 s to 365 days."
            ),
            .. options.Policies.SelectMany(one => Problems(one.Name, one.Policy)),
        ];

    static IEnumerable<string> Problems(string? name, RetentionPolicy policy)
    {
        var place = name is null
            ? $"{nameof(RuntimeOptions.Retention)}.{nameof(RetentionOptions.Default)}"
            : $"{nameof(RuntimeOptions.Retention)}.{nameof(RetentionOptions.Orchestrations)}['{name}']";
        return
        [
            .. Span($"{place}.{nameof(policy.KeepFor)}", policy.KeepFor),
            .. Span($"{place}.{nameof(policy.KeepExecutionsFor)}", policy.KeepExecutionsFor),
            .. Unless(
                policy.KeepAtMost is not < 0,
                $"{place}.{nameof(policy.KeepAtMost)} is {policy.KeepAtMost} and must not be negative."
            ),
            .. Unless(
                policy.KeepExecutions is not < 1,
                $"{place}.{nameof(policy.KeepExecutions)} is {policy.KeepExecutions} and must be at least 1: the current one stays."
            ),
        ];
    }

    static IEnumerable<string> Span(string name, TimeSpan? span) =>
        Unless(
            span is null || (span >= TimeSpan.Zero && span <= LongestKeep),
            $"{name} is {span} and must be 0 to {LongestKeep.TotalDays} days."
        );

    static IEnumerable<string> Unless(bool holds, string problem) => holds ? [] : [problem];
}
