namespace Duroxide.Runtime;

/// <summary>Finds limits with which no orchestration could run.</summary>
static class LimitsValidation
{
    /// <summary>One sentence for each limit that cannot work, naming it; empty when all can.</summary>
    public static IEnumerable<string> Problems(Limits limits) =>
        // Nobody can go without these; of the others, none at all can be wanted.
        Below(1, nameof(limits.InputBytes), limits.InputBytes)
            .Concat(Below(1, nameof(limits.OutputBytes), limits.OutputBytes))
            .Concat(Below(1, nameof(limits.NameBytes), limits.NameBytes))
            .Concat(Below(1, nameof(limits.HistoryEvents), limits.HistoryEvents))
            .Concat(Below(1, nameof(limits.HistoryBytes), limits.HistoryBytes))
            .Concat(Below(1, nameof(limits.AsksPerRun), limits.AsksPerRun))
            .Concat(Below(0, nameof(limits.TagBytes), limits.TagBytes))
            .Concat(Below(0, nameof(limits.CustomStatusBytes), limits.CustomStatusBytes))
            .Concat(Below(0, nameof(limits.ValueBytes), limits.ValueBytes))
            .Concat(Below(0, nameof(limits.ValueKeys), limits.ValueKeys))
            .Concat(Below(0, nameof(limits.CarriedMessages), limits.CarriedMessages));

    static IEnumerable<string> Below(long least, string name, long value) =>
        value >= least ? [] : [$"{nameof(Limits)}.{name} is {value} and must be at least {least}."];
}
