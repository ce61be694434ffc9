using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Duroxide.Sqlite;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>The tables of options in the guide name every option that there is, with its default.</summary>
public partial class OptionTableTests
{
    public static TheoryData<object> Options =>
        [
            new RuntimeOptions(),
            new Limits(),
            new DeterminismOptions(),
            new ClientOptions(),
            new SqliteOptions("orders.db"),
        ];

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Each_option_stands_in_the_guide_with_its_default(object options)
    {
        var guide = await File.ReadAllTextAsync(Clone.PathOf("docs", "guide.md"));
        var rows = Row()
            .Matches(Section(guide, options.GetType().Name))
            .Select(match => (match.Groups["name"].Value, match.Groups["value"].Value));

        Assert.Equal(DefaultsOf(options), rows);
    }

    static IEnumerable<(string Name, string Value)> DefaultsOf(object options) =>
        from property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite && property.GetCustomAttribute<ObsoleteAttribute>() is null
        where property.Name != nameof(SqliteOptions.Path)
        select (property.Name, Show(property.Name, property.GetValue(options)));

    static string Show(string name, object? value) =>
        (name, value) switch
        {
            (nameof(RuntimeOptions.OrchestrationConcurrency), _) => "processors",
            (_, null) => "none",
            (_, TimeSpan time) => Show(time),
            (_, bool flag) => flag ? "yes" : "no",
            (_, int or long) when IsBytes(name) => Size(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            (nameof(SqliteOptions.CacheKibibytes), int kibibytes) => Size(kibibytes * 1024L),
            (_, int number) => number.ToString("N0", CultureInfo.InvariantCulture),
            (_, Enum member) => member.ToString(),
            (_, Backoff.Exponential backoff) => $"{Show(backoff.First)} to {Show(backoff.Max)}",
            (_, TagFilter filter) => filter.GetType().Name,
            (_, TimeProvider) => "the system's",
            (_, Limits or DeterminismOptions) => "its own table",
            (_, IPayloadConverter) => "JSON",
            (_, System.Collections.ICollection) => "none",
            (_, Microsoft.Extensions.Logging.ILoggerFactory) => "nowhere",
            _ => throw new ArgumentException($"Say here how the default of {name} is shown: {value}", nameof(value)),
        };

    static bool IsBytes(string name) => name.EndsWith("Bytes", StringComparison.Ordinal);

    static string Show(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 1 } => $"{time.TotalMilliseconds} ms",
            { TotalSeconds: <= 60 } => $"{time.TotalSeconds} s",
            _ => $"{time.TotalMinutes} min",
        };

    static string Size(long bytes) =>
        bytes switch
        {
            >= 1024 * 1024 => $"{bytes / 1024 / 1024} MiB",
            > 1024 => $"{bytes / 1024} KiB",
            _ => $"{bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes",
        };

    // A section ends where the next one begins.
    static string Section(string guide, string title)
    {
        var start = guide.IndexOf($"### {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The guide has no section '{title}'.");
        var end = guide.IndexOf("\n#", start + 1, StringComparison.Ordinal);
        return end < 0 ? guide[start..] : guide[start..end];
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` +\| (?<value>[^|]*?) +\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
