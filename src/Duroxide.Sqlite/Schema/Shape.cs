namespace Duroxide.Sqlite;

/// <summary>The tables, columns and indices that a file of this build's schema has.</summary>
static class Shape
{
    const string Read = """
        SELECT 'table ' || t.name || ', column ' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT 'index ' || name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite%'
        """;

    const string Names =
        "SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('table', 'view', 'index') AND name NOT LIKE 'sqlite%'";

    static readonly Lazy<IReadOnlyList<string>> Expected = new(() => OfScripts(Read));
    static readonly Lazy<IReadOnlyList<string>> OurNames = new(() => [.. OfScripts(Names).Select(Name)]);

    /// <summary>What a file that claims to be of this build's schema lacks; null when it has everything. More than that does no harm.</summary>
    public static string? Missing(Connection connection)
    {
        var present = connection.ReadTexts(Read, column: 0).ToHashSet(StringComparer.Ordinal);
        return Expected.Value.FirstOrDefault(part => !present.Contains(part));
    }

    /// <summary>What a file has under a name that this build's schema needs; null when every name is free.</summary>
    public static string? Taken(Connection connection)
    {
        // Names are the same in any case, and tables, views and indices share them.
        var ours = OurNames.Value.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return connection.ReadTexts(Names, column: 0).FirstOrDefault(taken => ours.Contains(Name(taken)));
    }

    static string Name(string typed) => typed[(typed.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    static IReadOnlyList<string> OfScripts(string question)
    {
        using var connection = Connection.Open(SqliteOptions.InMemory, Access.Create, faults: null);
        foreach (var script in Schema.Scripts)
        {
            connection.Execute(script.Text, script.Name);
        }
        return connection.ReadTexts(question, column: 0);
    }
}
