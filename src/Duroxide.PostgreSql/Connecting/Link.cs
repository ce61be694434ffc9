namespace Duroxide.PostgreSql;

/// <summary>An open connection with the statements that were prepared on it.</summary>
sealed class Link(NpgsqlConnection connection, int timeoutInSeconds) : IAsyncDisposable
{
    // Payloads of more bytes are not kept until the next call.
    const int MostKept = 64 * 1024;

    readonly Dictionary<string, NpgsqlCommand> prepared = new(StringComparer.Ordinal);

    public NpgsqlConnection Connection => connection;

    /// <summary>Makes one call.</summary>
    public async Task<T> CallAsync<T>(string statement, Action<Arguments> bind, Func<NpgsqlDataReader, Task<T>> read)
    {
        var isNew = !prepared.TryGetValue(statement, out var command);
        command ??= new NpgsqlCommand(statement, connection) { CommandTimeout = timeoutInSeconds };
        var arguments = new Arguments(command.Parameters);
        bind(arguments);
        if (isNew)
        {
            await command.PrepareAsync().ConfigureAwait(false);
            prepared.Add(statement, command);
        }
        try
        {
            var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await read(reader).ConfigureAwait(false);
            }
        }
        finally
        {
            if (arguments.Bytes > MostKept)
            {
                arguments.Clear();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
