namespace Duroxide.PostgreSql;

/// <summary>Hears what other nodes tell, on a connection of its own that is made again whenever it is lost.</summary>
sealed class Listener(Links links, string channel, string greeting, Action<News> hear, Action missed)
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource end = new();
    Task running = Task.CompletedTask;

    /// <summary>Begins to listen.</summary>
    /// <param name="connection">The connection on which it does so first.</param>
    public void Start(NpgsqlConnection connection) => running = RunAsync(connection);

    /// <summary>Listens from now on with a connection, and greets those who do already.</summary>
    public async Task ListenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        connection.Notification += (_, notification) =>
        {
            // A connection of a pool may still have something to tell of another schema, to which it listened before.
            if (notification.Channel == channel && News.Read(notification.Payload) is { } news)
            {
                hear(news);
            }
        };
        // Neither name has a sign that would have to be written in another way.
        await using var command = new NpgsqlCommand(
            $"LISTEN {Statement.Quoted(channel)}; SELECT pg_notify('{channel}', '{greeting}')",
            connection
        );
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task CloseAsync()
    {
        await end.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        end.Dispose();
    }

    async Task RunAsync(NpgsqlConnection first)
    {
        NpgsqlConnection? connection = first;
        var pause = TimeSpan.Zero;
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (connection is null)
                {
                    connection = await links.OpenAsync(end.Token).ConfigureAwait(false);
                    await ListenAsync(connection, end.Token).ConfigureAwait(false);
                    // Nobody heard what was told meanwhile.
                    missed();
                }
                pause = TimeSpan.Zero;
                await HearAsync(connection).ConfigureAwait(false);
            }
            catch (Exception) when (!end.IsCancellationRequested)
            {
                // Whatever it was, it is tried again: nothing but wake-ups is lost meanwhile.
                await CloseAsync(connection).ConfigureAwait(false);
                connection = null;
                await Task.Delay(pause, TimeProvider.System, end.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = Longer(pause);
            }
            catch (Exception)
            {
                // The provider is closed, and its connection ends with it: nobody waits for news any more.
                break;
            }
        }
        await CloseAsync(connection).ConfigureAwait(false);
    }

    static TimeSpan Longer(TimeSpan pause)
    {
        var next = pause * 2 + TimeSpan.FromMilliseconds(50);
        return next < LongestPause ? next : LongestPause;
    }

    static async Task CloseAsync(NpgsqlConnection? connection)
    {
        if (connection is null)
        {
            return;
        }
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // It is gone.
        }
    }

    // A connection whose other end is gone without a word shows it when it is asked something.
    async Task HearAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            if (!await connection.WaitAsync(Beat, end.Token).ConfigureAwait(false))
            {
                await links.MeasureAsync(connection, end.Token).ConfigureAwait(false);
            }
        }
    }
}
