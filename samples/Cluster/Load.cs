using System.Diagnostics;
using Duroxide;
using Duroxide.PostgreSql;

namespace Cluster;

/// <summary>Places orders while workers are killed now and then, and proves at the end that each order was handled once.</summary>
sealed class Load(string database, int orders, int seed)
{
    const int Workers = 3;
    const int OrdersBetweenKills = 150;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Random chance = new(seed);
    readonly long began = Stopwatch.GetTimestamp();
    readonly List<Worker> workers = [];
    int named;
    int killed;

    /// <summary>Runs it.</summary>
    /// <returns>Whether each order was handled once.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var source = Shop.Connect(database);
        var shop = new Shop(source);
        await shop.OpenAsync(cancellationToken);
        await using var provider = shop.Store(PostgreSqlOpenMode.CreateOrUpgrade);
        await provider.InitializeAsync(cancellationToken);
        var client = new DuroxideClient(provider);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = Task.CompletedTask;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => AddWorkerAsync(cancellationToken)));
            showing = ShowAsync(shop, over.Token);
            await PlaceAsync(shop, client, cancellationToken);
            return await ProveAsync(shop, client, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        }
    }

    async Task PlaceAsync(Shop shop, DuroxideClient client, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(Pace);
        var replacing = Task.CompletedTask;
        var kills = Kills();
        try
        {
            for (var number = 1; number <= orders; number++)
            {
                await pace.WaitForNextTickAsync(cancellationToken);
                await shop.PlaceAsync(client, new(number, 10 + number % 90), cancellationToken);
                if (kills.Contains(number))
                {
                    // One at a time, so that two are always at work.
                    await replacing;
                    replacing = ReplaceAsync(cancellationToken);
                }
            }
        }
        finally
        {
            await replacing;
        }
    }

    // The orders behind which a worker is killed: one in each stretch of them.
    HashSet<int> Kills()
    {
        var count = Math.Max(1, orders / OrdersBetweenKills);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(stretch => 1 + (int)((stretch + chance.NextDouble()) * orders / count)),
        ];
    }

    async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        var worker = workers[chance.Next(workers.Count)];
        workers.Remove(worker);
        worker.Kill();
        killed++;
        Say($"{worker.Name} is killed");
        await AddWorkerAsync(cancellationToken);
    }

    async Task AddWorkerAsync(CancellationToken cancellationToken)
    {
        var worker = await Worker.StartAsync($"worker-{Interlocked.Increment(ref named)}", database, cancellationToken);
        lock (workers)
        {
            workers.Add(worker);
        }
        Say($"{worker.Name} works");
    }

    async Task ShowAsync(Shop shop, CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await second.WaitForNextTickAsync(cancellationToken))
        {
            var (placed, shipped, _) = await shop.CountAsync(cancellationToken);
            Say($"{placed} of {orders} orders placed, {shipped} shipped");
        }
    }

    async Task<bool> ProveAsync(Shop shop, DuroxideClient client, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= orders; number++)
        {
            await client.WaitForCompletionAsync(shop.Handle, Shop.InstanceOf(number), Patience, cancellationToken);
        }
        var (placed, shipped, wrong) = await shop.CountAsync(cancellationToken);
        Say($"{shipped} of {placed} orders shipped, {wrong} not paid once and shipped once, workers killed: {killed}");
        var proved = (placed, shipped, wrong) == (orders, orders, 0);
        Console.WriteLine(
            proved ? "every order was handled exactly once" : "some orders were not handled exactly once"
        );
        return proved;
    }

    void Say(string what) => Console.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds, 5:0.0} s  {what}");
}
