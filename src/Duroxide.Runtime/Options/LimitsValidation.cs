namespace Duroxide.Runtime;

/// <summary>Finds limits with which no orchestration could run.</summary>
static class LimitsValidation
{
    // What is stored of a text is JSON, in which a character may take six, and no JSON text may have a gigabyte.
    const int LongestText = 128 * 1024 * 1024;

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
            .Concat(Below(0, nameof(limits.InstanceTags), limits.InstanceTags))
            .Concat(Below(0, nameof(limits.InstanceTagBytes), limits.InstanceTagBytes))
            .Concat(Below(0, nameof(limits.CustomStatusBytes), limits.CustomStatusBytes))
            .Concat(Below(0, nameof(limits.ValueBytes), limits.ValueBytes))
            .Concat(Below(0, nameof(limits.ValueKeys), limits.ValueKeys))
            .Concat(Below(0, nameof(limits.CarriedMessages), limits.CarriedMessages))
            .Concat(Above(nameof(limits.InputBytes), limits.InputBytes))
            .Concat(Above(nameof(limits.OutputBytes), limits.OutputBytes))
            .Concat(Above(nameof(limits.NameBytes), limits.NameBytes))
            .Concat(Above(nameof(limits.TagBytes), limits.TagBytes))
            .Concat(Above(nameof(limits.InstanceTagBytes), limits.InstanceTagBytes))
            .Concat(Above(nameof(limits.CustomStatusBytes), limits.CustomStatusBytes))
            .Concat(Above(nameof(limits.ValueBytes), limits.ValueBytes));

    static IEnumerable<string> Below(long least, string name, long value) =>
        value >= least ? [] : [$"{nameof(Limits)}.{name} is {value} and must be at least {least}."];

    static IEnumerable<string> Above(string name, int value) =>
        value <= LongestText
            ? []
            :
            [
                $"{nameof(Limits)}.{name} is {value} and must be at most {LongestText} (128 MiB): no longer text can be stored. "
                    + "Pass what is larger by a reference to it.",
            ];
}
