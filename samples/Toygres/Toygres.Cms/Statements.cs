using System.Data.Common;

namespace Toygres.Cms;

/// <summary>Runs statements within one transaction, or each by itself.</summary>
internal sealed class Statements(DbConnection connection, DbTransaction? transaction)
{
    public async Task<int> RunAsync(
        string text,
        CancellationToken cancel,
        params IEnumerable<(string Column, object? Value)> values
    )
    {
        await using var command = Command(text, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<IReadOnlyList<T>> ReadAsync<T>(
        string text,
        Func<Row, T> read,
        CancellationToken cancel,
        params IEnumerable<(string Column, object? Value)> values
    )
    {
        await using var command = Command(text, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read(new Row(reader)));
        }
        return rows;
    }

    public Task<int> InsertAsync(
        string table,
        CancellationToken cancel,
        (string Column, object? Value)[] values,
        string otherwise = ""
    ) =>
        RunAsync(
            $"INSERT INTO {table} ({string.Join(", ", values.Select(value => value.Column))}) VALUES ({string.Join(", ", values.Select(value => "@" + value.Column))}) {otherwise}",
            cancel,
            values
        );

    /// <summary>Writes a row anew; its first column says which.</summary>
    public Task<int> UpdateAsync(string table, CancellationToken cancel, (string Column, object? Value)[] values) =>
        RunAsync(
            $"UPDATE {table} SET {string.Join(", ", values.Skip(1).Select(value => $"{value.Column} = @{value.Column}"))} WHERE {values[0].Column} = @{values[0].Column}",
            cancel,
            values
        );

    /// <summary>Adds a column for text to a table, unless it is there.</summary>
    public async Task AddColumnAsync(string table, string column, CancellationToken cancel)
    {
        await using var look = Command($"SELECT * FROM {table} LIMIT 0", []);
        await using (var reader = await look.ExecuteReaderAsync(cancel))
        {
            if (Enumerable.Range(0, reader.FieldCount).Any(index => reader.GetName(index) == column))
            {
                return;
            }
        }
        await RunAsync($"ALTER TABLE {table} ADD COLUMN {column} text", cancel);
    }

    public Task<int> AddEventAsync(FleetEvent happened, CancellationToken cancel) =>
        InsertAsync(
            "cms_events",
            cancel,
            [
                ("subject", happened.Subject),
                ("type", happened.Type),
                ("old_state", happened.OldState),
                ("new_state", happened.NewState),
                ("message", happened.Message),
                ("created_at", happened.At),
            ]
        );

    private DbCommand Command(string text, IEnumerable<(string Column, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        foreach (var (column, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = column;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
