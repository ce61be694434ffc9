namespace Duroxide.PostgreSql;

/// <summary>A store in one schema of a PostgreSQL database, shared by as many nodes as there are.</summary>
/// <param name="options">Where and how it is kept.</param>
public sealed partial class PostgreSqlProvider(PostgreSqlOptions options) : IProvider
{
    readonly PostgreSqlOptions options = Validated(options);
    readonly StoreClock clock = new(options.Time);
    readonly SemaphoreSlim opening = new(1);
    Store? store;
    volatile bool isClosed;

    /// <summary>A store with the default options.</summary>
    /// <param name="connectionString">The connection string, as Npgsql reads it.</param>
    public PostgreSqlProvider(string connectionString)
        : this(new PostgreSqlOptions(connectionString)) { }

    /// <inheritdoc />
    public string Name => "postgresql";

    /// <inheritdoc />
    public IManagement? Management => new PostgreSqlManagement(this);

    /// <inheritdoc />
    public Timestamp Now => clock.Now;

    internal StoreClock Clock => clock;

    /// <summary>Whether an answer of the server is waited for, but for that to who listens.</summary>
    internal bool IsAsking => Volatile.Read(ref store) is { Links.IsAsking: true };

    /// <inheritdoc />
    public async Task InitializeAsync(CancellationToken cancellationToken) =>
        await OpenAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Carries out what was handed in, ends all waiting, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await opening.WaitAsync().ConfigureAwait(false);
        isClosed = true;
        var open = store;
        store = null;
        opening.Release();
        if (open is not null)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A client needs nothing but the store, so it is opened at its first use, if nobody did before.
    internal ValueTask<Store> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isClosed, this);
        return Volatile.Read(ref store) is { } open
            ? ValueTask.FromResult(open)
            : new ValueTask<Store>(FirstAsync(cancellationToken));
    }

    /// <summary>Makes one call to the server.</summary>
    internal async Task<T> CallAsync<T>(
        string operation,
        string statement,
        Action<Arguments> bind,
        Func<NpgsqlDataReader, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        var open = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await open.Links.CallAsync(operation, statement, bind, read).ConfigureAwait(false);
    }

    async Task<Store> FirstAsync(CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            return store ??= await Store.OpenAsync(options, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }

    Arguments Tell(Arguments arguments)
    {
        var (given, floor) = clock.Tell();
        return arguments.With(given).With(floor);
    }

    static PostgreSqlOptions Validated(PostgreSqlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options;
    }
}
