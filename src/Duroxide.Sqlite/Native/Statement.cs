using System.Buffers;
using System.Text;

namespace Duroxide.Sqlite;

/// <summary>A prepared statement: bound from left to right, stepped, and reset by its last step.</summary>
sealed class Statement : IDisposable
{
    const int LargestOnStack = 512;

    readonly Connection connection;
    readonly sqlite3_stmt handle;
    readonly Sql sql;
    readonly ISqliteFaults? faults;
    int bound;

    public Statement(Connection connection, sqlite3 database, Sql sql, ISqliteFaults? faults)
    {
        this.connection = connection;
        this.sql = sql;
        this.faults = faults;
        Check(raw.sqlite3_prepare_v2(database, sql.Text, out handle));
    }

    /// <summary>Makes the statement ready to be bound again.</summary>
    public Statement Begin()
    {
        raw.sqlite3_reset(handle);
        bound = 0;
        return this;
    }

    public Statement With(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, ++bound, value));
        return this;
    }

    public Statement With(long? value) => value is { } number ? With(number) : WithNull();

    public Statement With(string? value)
    {
        if (value is null)
        {
            return WithNull();
        }
        // An empty span would be bound as NULL, and a text that may hold NUL needs its length.
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(handle, ++bound, ""));
            return this;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > LargestOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[LargestOnStack];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        Check(raw.sqlite3_bind_text(handle, ++bound, bytes[..length]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
        return this;
    }

    public Statement With(ReadOnlySpan<byte> value)
    {
        Check(
            value.IsEmpty
                ? raw.sqlite3_bind_zeroblob(handle, ++bound, 0)
                : raw.sqlite3_bind_blob(handle, ++bound, value)
        );
        return this;
    }

    public Statement With(ReadOnlyMemory<byte> value) => With(value.Span);

    public Statement With(ReadOnlyMemory<byte>? value) => value is { } bytes ? With(bytes.Span) : WithNull();

    /// <summary>Goes to the next row; at the end resets the statement.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }
        if (result != raw.SQLITE_DONE)
        {
            var failure = connection.Failure(result, sql.Name);
            Reset();
            throw failure;
        }
        Reset();
        return false;
    }

    /// <summary>Runs a statement that writes.</summary>
    /// <returns>How many rows were changed.</returns>
    public int Run()
    {
        faults?.Reach(sql.Name, before: true);
        while (Step()) { }
        faults?.Reach(sql.Name, before: false);
        return connection.Changes;
    }

    /// <summary>Reads the one number that there may be.</summary>
    public long? ReadOptional()
    {
        if (!Step())
        {
            return null;
        }
        var number = OptionalInt64(0);
        Reset();
        return number;
    }

    /// <summary>Ends the reading before the last row.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public long? OptionalInt64(int column) => IsNull(column) ? null : Int64(column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlyMemory<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    // A bare null would become empty memory on its way, and not null.
    public ReadOnlyMemory<byte>? OptionalBytes(int column) =>
        IsNull(column) ? default(ReadOnlyMemory<byte>?) : Bytes(column);

    public void Dispose() => handle.Dispose();

    Statement WithNull()
    {
        Check(raw.sqlite3_bind_null(handle, ++bound));
        return this;
    }

    void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw connection.Failure(result, sql.Name);
        }
    }
}
