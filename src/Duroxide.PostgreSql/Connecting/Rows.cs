namespace Duroxide.PostgreSql;

/// <summary>Short ways to read a row.</summary>
static class Rows
{
    public static long Int64(this NpgsqlDataReader row, int column) => row.GetInt64(column);

    public static long? OptionalInt64(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string Text(this NpgsqlDataReader row, int column) => Texts.Read(row.GetString(column));

    public static string? OptionalText(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Text(column);

    public static ReadOnlyMemory<byte> Bytes(this NpgsqlDataReader row, int column) =>
        row.GetFieldValue<byte[]>(column);

    public static ReadOnlyMemory<byte>? OptionalBytes(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default(ReadOnlyMemory<byte>?) : row.Bytes(column);

    public static Timestamp Time(this NpgsqlDataReader row, int column) => new(row.GetInt64(column));

    /// <summary>An array; empty where there is none.</summary>
    public static T[] Array<T>(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<T[]>(column);
}
