namespace Toygres;

/// <summary>When an instance is backed up by itself.</summary>
/// <param name="EverySeconds">How long after one backup the next is due, in seconds.</param>
/// <param name="Keep">How many are kept; older ones are deleted.</param>
public sealed record BackupPlan(int EverySeconds, int Keep)
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;

    /// <summary>How long after one backup the next is due, for people.</summary>
    public string Pause() =>
        EverySeconds % Hour == 0 ? Count.Of(EverySeconds / Hour, "hour")
        : EverySeconds % Minute == 0 ? Count.Of(EverySeconds / Minute, "minute")
        : Count.Of(EverySeconds, "second");

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem() =>
        this switch
        {
            { EverySeconds: < 60 } => $"A backup every {EverySeconds} seconds: 60 is the least.",
            { Keep: < 1 or > 1000 } => $"{Keep} backups to keep: between 1 and 1000 are possible.",
            _ => null,
        };
}
