using System.Collections.Concurrent;

namespace Duroxide.PostgreSql;

/// <summary>Open connections that are used again: what was prepared on them stays, and none is reset between two calls.</summary>
sealed class Links : IAsyncDisposable
{
    readonly PostgreSqlOptions options;
    readonly StoreClock clock;
    readonly NpgsqlDataSource source;
    readonly SemaphoreSlim free;
    readonly ConcurrentStack<Link> idle = new();
    readonly IReadOnlyDictionary<string, string> statements;
    volatile bool closed;

    public Links(PostgreSqlOptions options, StoreClock clock)
    {
        this.options = options;
        this.clock = clock;
        source = options.DataSource ?? Build(options);
        free = new(options.Connections);
        statements = Statement.For(options.Schema);
    }

    /// <summary>Whether an answer is waited for.</summary>
    public bool IsAsking => free.CurrentCount < options.Connections;

    /// <summary>Makes one call, which is one transaction of its own.</summary>
    /// <param name="operation">What was asked for.</param>
    /// <param name="statement">The name of the statement.</param>
    /// <param name="bind">Gives the arguments.</param>
    /// <param name="read">Reads all that comes.</param>
    /// <exception cref="ProviderException">It failed.</exception>
    public async Task<T> CallAsync<T>(
        string operation,
        string statement,
        Action<Arguments> bind,
        Func<NpgsqlDataReader, Task<T>> read
    )
    {
        const int Tries = 8;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(operation, statements[statement], bind, read).ConfigureAwait(false);
            }
            catch (PostgresException failure) when (attempt < Tries && PostgreSqlErrors.IsUndone(failure))
            {
                // Two transactions stood in each other's way, and this one was taken back whole.
            }
            catch (Exception failure) when (failure is not ProviderException and not ObjectDisposedException)
            {
                throw PostgreSqlErrors.Explain(operation, options, failure);
            }
        }
    }

    /// <summary>Opens a connection that is not one of those that are used again; who asks for it closes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await MeasureAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a connection that is used again and again.</summary>
    async Task<Link> LinkAsync()
    {
        var link = new Link(await OpenAsync(CancellationToken.None).ConfigureAwait(false), Seconds);
        try
        {
            // A plan for each call costs more than most calls do.
            await using var command = new NpgsqlCommand("SET plan_cache_mode = force_generic_plan", link.Connection);
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the server for its time.</summary>
    public async Task MeasureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection)
        {
            CommandTimeout = Seconds,
        };
        var time = (DateTime)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        clock.Measure(new DateTimeOffset(time, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        await DropIdleAsync().ConfigureAwait(false);
        if (options.DataSource is null)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    int Seconds => (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);

    static NpgsqlDataSource Build(PostgreSqlOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(options.ConnectionString);
        // One for each that works, one that listens, and one that upgrades the schema beside it.
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Max(
            builder.ConnectionStringBuilder.MaxPoolSize,
            options.Connections + 2
        );
        if (options.Password is { } password)
        {
            builder.UsePasswordProvider(
                _ => throw new NotSupportedException("Connections are opened asynchronously."),
                (_, cancellationToken) => password(cancellationToken)
            );
        }
        return builder.Build();
    }

    async Task<T> TryAsync<T>(
        string operation,
        string statement,
        Action<Arguments> bind,
        Func<NpgsqlDataReader, Task<T>> read
    )
    {
        ObjectDisposedException.ThrowIf(closed, typeof(PostgreSqlProvider));
        await free.WaitAsync().ConfigureAwait(false);
        Link? link = null;
        var isWell = false;
        try
        {
            if (!idle.TryPop(out link))
            {
                link = await LinkAsync().ConfigureAwait(false);
            }
            var result = await link.CallAsync(statement, bind, read).ConfigureAwait(false);
            options.Faults?.Answered(operation, link.Connection);
            isWell = true;
            return result;
        }
        catch (PostgresException failure)
        {
            isWell =
                link?.Connection.FullState == System.Data.ConnectionState.Open
                && !PostgreSqlErrors.IsOfPrepared(failure);
            throw;
        }
        finally
        {
            await ReturnAsync(link, isWell).ConfigureAwait(false);
        }
    }

    async Task ReturnAsync(Link? link, bool isWell)
    {
        if (link is not null && isWell && !closed)
        {
            idle.Push(link);
        }
        else if (link is not null)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            if (!closed)
            {
                await DropIdleAsync().ConfigureAwait(false);
            }
        }
        free.Release();
    }

    // What ended one connection has mostly ended the others, which would fail one call each.
    async Task DropIdleAsync()
    {
        while (idle.TryPop(out var link))
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }
}
