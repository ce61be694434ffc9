using System.Data.Common;

namespace Toygres.Cms;

/// <summary>Reads a row by the names of its columns.</summary>
internal readonly struct Row(DbDataReader reader)
{
    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column) => IsNull(column) ? null : Text(column);

    public int Number(string column) => reader.GetInt32(reader.GetOrdinal(column));

    public int? NumberOrNull(string column) => IsNull(column) ? null : Number(column);

    public long Long(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public double Real(string column) => reader.GetDouble(reader.GetOrdinal(column));

    public DateTimeOffset Time(string column) =>
        reader.GetFieldValue<DateTimeOffset>(reader.GetOrdinal(column)).ToUniversalTime();

    public DateTimeOffset? TimeOrNull(string column) => IsNull(column) ? null : Time(column);

    public T Word<T>(string column)
        where T : struct, Enum => Enum.Parse<T>(Text(column), ignoreCase: true);

    public InstanceName? NameOrNull(string column) => TextOrNull(column) is { } text ? InstanceName.Parse(text) : null;

    public bool IsNull(string column) => reader.IsDBNull(reader.GetOrdinal(column));
}
