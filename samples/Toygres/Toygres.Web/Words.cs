using System.Globalization;

namespace Toygres.Web;

/// <summary>How things are said on pages.</summary>
internal static class Words
{
    private const double Thousand = 1024;

    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>A word in small letters.</summary>
    public static string Of<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

    /// <summary>An amount of data.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= Thousand && unit < Units.Length - 1; unit++)
        {
            value /= Thousand;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }

    /// <summary>What an instance may take.</summary>
    public static string Size(InstanceSize size) =>
        $"{size.Connections} connections, {size.MemoryMegabytes} MB, {size.StorageGigabytes} GB";

    /// <summary>A server's own words cut to its name and number, as in "PostgreSQL 15.8".</summary>
    public static string Version(string? version) =>
        version is null ? "" : string.Join(' ', version.Split(' ').Take(2));

    /// <summary>A length of time, to the unit that matters.</summary>
    public static string Span(TimeSpan span) =>
        span switch
        {
            { TotalMilliseconds: < 1000 } => $"{span.TotalMilliseconds:0} ms",
            { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
            { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
            { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} hours"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days"),
        };

    /// <summary>When backups are made.</summary>
    public static string Plan(BackupPlan? plan) =>
        plan is null ? "none" : $"every {Span(TimeSpan.FromSeconds(plan.EverySeconds))}, {plan.Keep} kept";

    /// <summary>How far a replica is behind.</summary>
    public static string Lag(Pulse? pulse) =>
        pulse switch
        {
            null => "not known",
            { IsFollower: false } => "writes for itself",
            { LagSeconds: { } seconds } => Span(TimeSpan.FromSeconds(seconds)),
            _ => "has lost its primary",
        };
}
