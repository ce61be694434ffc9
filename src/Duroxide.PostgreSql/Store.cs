namespace Duroxide.PostgreSql;

/// <summary>An open store: its connections, the writer, and those who wait for changes.</summary>
sealed class Store : IAsyncDisposable
{
    static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(100);

    readonly PostgreSqlOptions options;
    readonly StoreClock clock;
    readonly Listener listener;
    readonly Notifier notifier;
    readonly CancellationTokenSource end = new();
    readonly string node = Ids.New();
    volatile bool hasCompany;
    volatile bool isUntold;

    Store(PostgreSqlOptions options, StoreClock clock)
    {
        this.options = options;
        this.clock = clock;
        Links = new(options, clock);
        Writer = new(Links, clock, Tell);
        Reader = new(Links);
        Fresh = new(Watches);
        var channel = ChannelOf(options.Schema);
        notifier = new(Links, channel, node);
        listener = new(Links, channel, News.Greeting(node), Hear, RaiseAll);
    }

    /// <summary>Where nodes tell each other what is new.</summary>
    public static string ChannelOf(string schema) => $"duroxide_{Watches.NumberOf(schema):x16}";

    public Links Links { get; }

    public Writer Writer { get; }

    public Reader Reader { get; }

    /// <summary>Those who wait for turns.</summary>
    public Topic Turns { get; } = new();

    /// <summary>Those who wait for activities.</summary>
    public Topic Work { get; } = new();

    /// <summary>Those who wait for a change of an instance.</summary>
    public Watches Watches { get; } = new();

    /// <summary>What this process has just started.</summary>
    public FreshStarts Fresh { get; }

    /// <summary>Connects, brings the schema up to date, and listens.</summary>
    public static async Task<Store> OpenAsync(
        PostgreSqlOptions options,
        StoreClock clock,
        CancellationToken cancellationToken
    )
    {
        var store = new Store(options, clock);
        try
        {
            await store.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch (Exception failure)
        {
            await store.Links.DisposeAsync().ConfigureAwait(false);
            if (failure is ProviderException or OperationCanceledException)
            {
                throw;
            }
            throw PostgreSqlErrors.Explain(nameof(IProvider.InitializeAsync), options, failure);
        }
    }

    /// <summary>Looks again and again, after each change and when time has brought something, until something is found or the wait is over.</summary>
    public async Task<IReadOnlyList<T>> FetchAsync<T>(
        Topic topic,
        TimeSpan wait,
        TimeSpan lease,
        Func<Task<Fetched<T>>> look,
        CancellationToken cancellationToken
    )
    {
        var items = await LookAsync(topic, wait, look, cancellationToken).ConfigureAwait(false);
        if (items.Count > 0)
        {
            // Who looked at the same time passed over what is leased now, and knows nothing of the end of the lease.
            topic.RaiseBefore(clock.Now.Plus(lease).UnixMilliseconds);
        }
        return items;
    }

    async Task<IReadOnlyList<T>> LookAsync<T>(
        Topic topic,
        TimeSpan wait,
        Func<Task<Fetched<T>>> look,
        CancellationToken cancellationToken
    )
    {
        var started = clock.Waits.GetTimestamp();
        var waiter = topic.Enter();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var change = topic.Next;
                var fetched = await look().ConfigureAwait(false);
                clock.Learn(fetched.Now);
                if (fetched.HasMore)
                {
                    Tell(turns: topic == Turns, work: topic == Work);
                }
                var left = wait - clock.Waits.GetElapsedTime(started);
                if (fetched.Items.Count > 0 || left <= TimeSpan.Zero)
                {
                    return fetched.Items;
                }
                var pause = Shorter(Shorter(left, options.PollInterval), Until(fetched.Next));
                topic.Wait(waiter, clock.Now.Plus(pause).UnixMilliseconds);
                await WaitAsync(change, pause, cancellationToken).ConfigureAwait(false);
                topic.Wake(waiter);
                await LetOthersLookAsync(topic, waiter, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            topic.Leave(waiter);
        }
    }

    // Not for long: one whose thread is held up does not hold up the others.
    async Task LetOthersLookAsync(Topic topic, Topic.Waiter waiter, CancellationToken cancellationToken)
    {
        if (topic.LookBefore(waiter, clock.Now.UnixMilliseconds) is { } look)
        {
            await WaitAsync(look, Courtesy, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a change, and at most so long.</summary>
    public async Task WaitAsync(Task change, TimeSpan pause, CancellationToken cancellationToken)
    {
        await change
            .WaitAsync(pause, clock.Waits, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(end.IsCancellationRequested, typeof(PostgreSqlProvider));
    }

    /// <summary>Tells this node, and the others if there are any, that there may be turns or work.</summary>
    public void Tell(bool turns, bool work, IReadOnlyList<string>? touched = null)
    {
        if (turns)
        {
            Turns.Raise();
        }
        if (work)
        {
            Work.Raise();
        }
        var instances = (touched ?? []).Select(Watches.NumberOf).ToList();
        instances.ForEach(instance => Watches.Raise(instance));
        if (hasCompany)
        {
            notifier.Tell(turns, work, instances);
        }
        else
        {
            isUntold = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.CloseAsync().ConfigureAwait(false);
        if (isUntold && !hasCompany)
        {
            // Somebody may have come whose answer was not heard any more.
            notifier.TellAll();
        }
        await end.CancelAsync().ConfigureAwait(false);
        RaiseAll();
        await notifier.CloseAsync().ConfigureAwait(false);
        await listener.CloseAsync().ConfigureAwait(false);
        await Links.DisposeAsync().ConfigureAwait(false);
        end.Dispose();
    }

    async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = await Links.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Migrations.RunAsync(connection, options, cancellationToken).ConfigureAwait(false);
            await listener.ListenAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        listener.Start(connection);
    }

    void Tell(WriteAnswer answer)
    {
        Turns.RaiseBefore(answer.NextTurn);
        Work.RaiseBefore(answer.NextWork);
        if (answer.Change is { } change)
        {
            Watches.Raise(Watches.NumberOf(change.Id), change);
        }
        Tell(answer.WakesTurns, answer.WakesWork, answer.Touched);
        if (answer.Started is { } row)
        {
            Fresh.Add(row);
        }
    }

    void Hear(News news)
    {
        if (news.Node == node)
        {
            return;
        }
        if (!news.IsOfTransaction)
        {
            Meet(news.IsGreeting);
        }
        if (news.All)
        {
            RaiseAll();
        }
        if (news.Turns)
        {
            Turns.Raise();
        }
        if (news.Work)
        {
            Work.Raise();
        }
        foreach (var instance in news.Instances)
        {
            Watches.Raise(instance);
        }
    }

    // Who meets somebody for the first time has told nobody what it wrote before.
    void Meet(bool isGreeted)
    {
        var isFirst = !hasCompany;
        hasCompany = true;
        if (isFirst || isGreeted)
        {
            notifier.TellAll();
        }
    }

    void RaiseAll()
    {
        Turns.Raise();
        Work.Raise();
        Watches.RaiseAll();
    }

    // At least a moment, for the clocks of the two sides cut off what is finer than a millisecond.
    TimeSpan Until(long? next)
    {
        if (next is not { } due)
        {
            return TimeSpan.MaxValue;
        }
        var left = due - clock.Now.UnixMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Clamp(left, 1, (long)TimeSpan.FromDays(1).TotalMilliseconds));
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
