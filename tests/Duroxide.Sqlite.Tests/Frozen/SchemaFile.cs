using System.Globalization;

namespace Duroxide.Sqlite.Tests.Frozen;

/// <summary>A store as text, one file for each number that the schema ever had.</summary>
internal static class SchemaFile
{
    /// <summary>The numbers of which there is a file.</summary>
    public static IEnumerable<int> Numbers =>
        Directory
            .GetFiles(Folder(), "*.sql")
            .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture))
            .Order();

    /// <summary>Makes the store that a file holds.</summary>
    public static void Restore(int number, string path) => Stores.Execute(path, File.ReadAllText(NameOf(number)));

    /// <summary>Writes a store into a file.</summary>
    public static void Write(int number, string path)
    {
        using var connection = Connection.Open(path, Access.Read, faults: null);
        File.WriteAllLines(
            NameOf(number),
            [
                $"-- A store of schema {number}, with instances that wait, and some that have ended.",
                .. connection.ReadTexts(
                    "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid",
                    column: 0
                ),
                .. connection
                    .ReadTexts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", column: 0)
                    .SelectMany(table => Rows(connection, table)),
                $"PRAGMA application_id = {connection.ReadNumber("PRAGMA application_id")};",
                $"PRAGMA user_version = {number};",
            ]
        );
    }

    private static IEnumerable<string> Rows(Connection connection, string table)
    {
        var columns = connection.ReadTexts($"SELECT name FROM pragma_table_info('{table}')", column: 0);
        var values = string.Join(" || ', ' || ", columns.Select(column => $"quote({column})"));
        return connection.ReadTexts(
            $"SELECT 'INSERT INTO {table} ({string.Join(", ", columns)}) VALUES (' || {values} || ');' FROM {table}",
            column: 0
        );
    }

    private static string NameOf(int number) => Path.Combine(Folder(), $"{number:0000}.sql");

    private static string Folder() => Clone.PathOf("tests", "Duroxide.Sqlite.Tests", "Frozen");
}
