namespace Duroxide.Sqlite;

/// <summary>A store in one SQLite file: one writer that commits in groups, and leases that are kept in the file, so that two processes may share it.</summary>
/// <param name="options">Where and how it is kept.</param>
public sealed partial class SqliteProvider(SqliteOptions options) : IProvider
{
    readonly SqliteOptions options = Validated(options);
    readonly SteadyClock clock = new(options.Time);
    readonly Lock gate = new();
    Store? store;
    bool isClosed;

    /// <summary>A store with the default options.</summary>
    /// <param name="path">The file, which is created when it does not exist; a relative one is of the present working directory.</param>
    public SqliteProvider(string path)
        : this(new SqliteOptions(path)) { }

    /// <inheritdoc />
    public string Name => "sqlite";

    /// <inheritdoc />
    public IManagement? Management => new SqliteManagement(this);

    /// <inheritdoc />
    public Timestamp Now => clock.Read(known: default);

    // A client needs nothing but the store, so the file is opened at its first use, if nobody did before.
    internal Store Store
    {
        get
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(isClosed, this);
                return store ??= Store.Open(options, clock);
            }
        }
    }

    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.Run(() => _ = Store, cancellationToken);

    /// <summary>Carries out what was handed in, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        Store? open;
        lock (gate)
        {
            isClosed = true;
            open = store;
            store = null;
        }
        if (open is not null)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }

    static SqliteOptions Validated(SqliteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        // Once, or each connection would look in the working directory of its moment.
        return options.IsInMemory ? options : options with { Path = Path.GetFullPath(options.Path) };
    }
}
