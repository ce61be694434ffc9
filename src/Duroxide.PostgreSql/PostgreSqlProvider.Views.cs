using System.Globalization;

namespace Duroxide.PostgreSql;

public sealed partial class PostgreSqlProvider : IStoreViews
{
    static readonly Lazy<string> Views = new(() => Statement.Resource("sql/views.sql"));

    /// <inheritdoc />
    public async Task<ViewRows> QueryViewsAsync(string select, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(select);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        // Within parentheses nothing stands but a statement that selects; and by its argument the server is told that there
        // is one statement, and takes no second one.
        var text =
            $"{Statement.In(options.Schema, Views.Value)}\nSELECT * FROM (\n{select.TrimEnd(' ', '\t', '\r', '\n', ';')}\n) AS answer LIMIT $1";
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var connection = await open.Links.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var transaction = await connection
                .BeginTransactionAsync(cancellationToken)
                .ConfigureAwait(false);
            await using var only = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection, transaction);
            await only.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(text, connection, transaction);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            return await ReadAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (IsOfStatement(failure))
        {
            throw new ArgumentException($"The statement cannot be answered: {failure.MessageText}.", failure);
        }
        catch (Exception failure) when (failure is NpgsqlException or System.IO.IOException)
        {
            throw PostgreSqlErrors.Explain(nameof(QueryViewsAsync), options, failure);
        }
    }

    static async Task<ViewRows> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        List<string> columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        List<IReadOnlyList<object?>> rows = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add([.. columns.Select((_, column) => Value(reader.GetValue(column)))]);
        }
        return new(columns, rows);
    }

    // What it asks for is wrong, rather than the server or the user's rights.
    static bool IsOfStatement(PostgresException failure) =>
        failure.SqlState is "25006" or ['2', '2', ..] or ['0', 'A', ..] or ['4', '2', ..] and not "42501";

    static object? Value(object value) =>
        value switch
        {
            DBNull => null,
            string text => Texts.Read(text),
            bool or int or long or double or decimal => value,
            short number => (int)number,
            float number => (double)number,
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexStringLower(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
