using System.Text;

namespace Duroxide.PostgreSql;

/// <summary>A statement out of the embedded <c>.sql</c> files, by the name that stands above it there.</summary>
static class Statement
{
    const string Marker = "-- name: ";

    static readonly Dictionary<string, string> ByName = ReadAll();

    /// <summary>Every statement, for a schema.</summary>
    public static IReadOnlyDictionary<string, string> For(string schema) =>
        ByName
            .Select(entry =>
                KeyValuePair.Create(
                    entry.Key,
                    entry.Value.Replace("{row}", Listing.Row(ByName), StringComparison.Ordinal)
                )
            )
            .Concat(Listing.Statements(ByName))
            .ToDictionary(entry => entry.Key, entry => In(schema, entry.Value));

    /// <summary>A text whose names are of a schema.</summary>
    public static string In(string schema, string text)
    {
        var quoted = Quoted(schema);
        return text.Replace("{schema}", quoted, StringComparison.Ordinal)
            .Replace("{numbers}", Literal($"{quoted}.numbers") + "::regclass", StringComparison.Ordinal)
            .Replace("{clock}", Literal($"{quoted}.clock") + "::regclass", StringComparison.Ordinal);
    }

    /// <summary>A name as an identifier.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Reads an embedded file.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(Statement).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The names of the embedded files in a folder, in order.</summary>
    public static IEnumerable<string> Resources(string folder) =>
        typeof(Statement)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    static Dictionary<string, string> ReadAll() =>
        (
            from file in Resources("sql/")
            let topic = Path.GetFileNameWithoutExtension(file)
            from section in $"\n{Resource(file)}".Split($"\n{Marker}").Skip(1)
            let end = section.IndexOf('\n', StringComparison.Ordinal)
            select (Name: $"{topic}/{section[..end].Trim()}", Text: section[end..].Trim())
        ).ToDictionary(statement => statement.Name, statement => statement.Text);
}
