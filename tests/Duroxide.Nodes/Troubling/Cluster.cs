using Npgsql;

namespace Duroxide.Nodes;

/// <summary>Some worker processes on one database, and the troubles that befall them.</summary>
sealed class Cluster(WorkerSettings settings, NpgsqlDataSource source) : IAsyncDisposable
{
    readonly List<Node> nodes = [];
    readonly List<Befallen> befallen = [];
    readonly List<Task> mending = [];
    int named;

    /// <summary>What befell them so far.</summary>
    public IReadOnlyList<Befallen> Befallen => befallen;

    /// <summary>What nodes are built from that start from now on.</summary>
    public Release Current { get; set; }

    /// <summary>What the nodes wrote that are gone, and those that are not.</summary>
    public IEnumerable<Node> Nodes => nodes;

    /// <summary>Starts one more node.</summary>
    public async Task<Node> AddAsync(Func<WorkerSettings, WorkerSettings>? change = null)
    {
        var own = settings with { Name = $"{settings.Name}-{Interlocked.Increment(ref named)}", Release = Current };
        var node = await Node.StartAsync(change is null ? own : change(own));
        lock (nodes)
        {
            nodes.Add(node);
        }
        return node;
    }

    /// <summary>Does something to one of the nodes; what takes a while goes on by itself.</summary>
    public async Task TroubleAsync(Trouble kind, Random chance)
    {
        Node? node;
        while ((node = Choose(kind, chance)) is null)
        {
            await await Task.WhenAny(mending);
            mending.RemoveAll(mend => mend.IsCompletedSuccessfully);
        }
        befallen.Add(new(kind, node.Settings.Name, await NowAsync()));
        mending.Add(BefallAsync(kind, node));
    }

    /// <summary>Has nodes of another release stop in order, one after another, and starts current ones in their places.</summary>
    /// <param name="most">How many at most.</param>
    public async Task RenewAsync(int most)
    {
        await MendAsync();
        foreach (var node in nodes.Where(node => node.Settings.Release != Current).Take(most).ToList())
        {
            nodes.Remove(node);
            befallen.Add(new(Trouble.Restart, node.Settings.Name, await NowAsync()));
            await BefallAsync(Trouble.Restart, node);
        }
    }

    /// <summary>Waits until all that was begun is over.</summary>
    public Task MendAsync() => Task.WhenAll(mending);

    public async ValueTask DisposeAsync()
    {
        await MendAsync();
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    // None when all of them are in trouble.
    Node? Choose(Trouble kind, Random chance)
    {
        lock (nodes)
        {
            var node = nodes.Count == 0 ? null : nodes[chance.Next(nodes.Count)];
            if (node is not null && kind != Trouble.Disconnect)
            {
                nodes.Remove(node);
            }
            return node;
        }
    }

    async Task BefallAsync(Trouble kind, Node node)
    {
        switch (kind)
        {
            case Trouble.Kill:
                await node.KillAsync();
                await ReplaceAsync(node);
                break;
            case Trouble.Restart:
                await node.StopAsync();
                await ReplaceAsync(node);
                break;
            case Trouble.Freeze:
                await node.FreezeAsync(node.Settings.WorkLease * 1.5);
                lock (nodes)
                {
                    nodes.Add(node);
                }
                break;
            case Trouble.Disconnect:
                await DisconnectAsync(node);
                break;
        }
    }

    async Task ReplaceAsync(Node node)
    {
        await node.DisposeAsync();
        await AddAsync();
    }

    async Task DisconnectAsync(Node node)
    {
        await using var end = source.CreateCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $1"
        );
        end.Parameters.Add(new() { Value = node.Settings.Name });
        await end.ExecuteScalarAsync();
    }

    async Task<DateTimeOffset> NowAsync()
    {
        await using var ask = source.CreateCommand("SELECT clock_timestamp()");
        return new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync())!, TimeSpan.Zero);
    }
}
