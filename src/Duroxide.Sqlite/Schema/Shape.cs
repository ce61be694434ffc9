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

    static readonly Lazy<IReadOnlyList<string>> Expected = new(OfScripts);

    /// <summary>What a file that claims to be of this build's schema lacks; null when it has everything. More than that does no harm.</summary>
    public static string? Missing(Connection connection)
    {
        var present = connection.ReadTexts(Read, column: 0).ToHashSet(StringComparer.Ordinal);
        return Expected.Value.FirstOrDefault(part => !present.Contains(part));
    }

    static IReadOnlyList<string> OfScripts()
    {
        using var connection = Connection.Open(SqliteOptions.InMemory, Access.Create, faults: null);
        foreach (var script in Schema.Scripts)
        {
            connection.Execute(script.Text, script.Name);
        }
        return connection.ReadTexts(Read, column: 0);
    }
}
