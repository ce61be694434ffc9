namespace Duroxide.Sqlite;

/// <summary>A statement out of the embedded <c>.sql</c> files, by the name that stands above it there.</summary>
/// <param name="Index">Its place among the statements prepared on a connection; -1 for one that is not kept.</param>
/// <param name="Name">Its name: the file, a slash, and the name in the file.</param>
/// <param name="Text">What SQLite is given.</param>
sealed record Sql(int Index, string Name, string Text)
{
    const string Marker = "-- name: ";

    static readonly Dictionary<string, Sql> ByName = ReadAll();

    public static int Count => ByName.Count;

    public static IReadOnlyCollection<Sql> All => ByName.Values;

    public static Sql Named(string name) => ByName[name];

    /// <summary>Reads an embedded file.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Resources(string folder) =>
        typeof(Sql)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    static Dictionary<string, Sql> ReadAll() =>
        (
            from file in Resources("sql/")
            let topic = Path.GetFileNameWithoutExtension(file)
            from section in $"\n{Resource(file)}".Split($"\n{Marker}").Skip(1)
            let end = section.IndexOf('\n', StringComparison.Ordinal)
            select (Name: $"{topic}/{section[..end].Trim()}", Text: section[end..].Trim())
        )
            .Select((statement, index) => new Sql(index, statement.Name, statement.Text))
            .ToDictionary(sql => sql.Name);
}
