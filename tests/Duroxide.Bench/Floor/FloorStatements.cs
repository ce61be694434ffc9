using Microsoft.Data.Sqlite;

namespace Duroxide.Bench;

/// <summary>The prepared statements of the floor, one for each row that a turn writes.</summary>
sealed class FloorStatements(SqliteConnection connection) : IDisposable
{
    readonly Dictionary<string, SqliteCommand> commands = [];

    public SqliteTransaction? Transaction { get; set; }

    /// <summary>Runs a statement whose parameters are $1, $2 and so on.</summary>
    public void Run(string sql, params ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = Prepare(sql, values.Length);
        }
        command.Transaction = Transaction;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }

    SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 1; index <= parameters; index++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${index}" });
        }
        return command;
    }
}
