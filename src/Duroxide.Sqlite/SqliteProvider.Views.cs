namespace Duroxide.Sqlite;

public sealed partial class SqliteProvider : IStoreViews
{
    static readonly Lazy<string> Views = new(() => Sql.Resource("sql/views.sql"));

    /// <inheritdoc />
    public async Task<ViewRows> QueryViewsAsync(string select, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(select);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        // Within parentheses nothing stands but a statement that selects.
        var text = $"{Views.Value}\nSELECT * FROM (\n{select.TrimEnd(' ', '\t', '\r', '\n', ';')}\n) LIMIT {limit}";
        var rows = new ViewRows([], []);
        await TendAsync(
                nameof(QueryViewsAsync),
                Access.Read,
                connection =>
                {
                    using var end = cancellationToken.Register(connection.Interrupt);
                    rows = Answer(connection, text, cancellationToken);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows;
    }

    static ViewRows Answer(Connection connection, string text, CancellationToken cancellationToken)
    {
        try
        {
            return connection.Ask(text);
        }
        catch (SqliteFailure failure) when (failure.Code == raw.SQLITE_ERROR)
        {
            throw new ArgumentException($"The statement cannot be answered: {failure.Text}.", failure);
        }
        catch (SqliteFailure failure) when (failure.Code == raw.SQLITE_INTERRUPT)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }
}
