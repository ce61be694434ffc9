using Duroxide.Servers;

namespace Duroxide.Nodes;

/// <summary>How often a process is killed.</summary>
/// <param name="Rounds">How many processes there are, each of which is killed; the moments come in turn.</param>
/// <param name="Seed">Repeats at which pass, and after how long, though not what a process does then.</param>
sealed record KillSettings(int Rounds, int Seed);

/// <summary>Kills processes around the commits of transactions of their own, and proves that what one holds was done once, or not at all.</summary>
sealed class KillTrial(CommitterSettings committer, KillSettings settings)
{
    const int OrdersOfRound = 16;
    const int MostPasses = 8;
    const int LongestLife = 800;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Random chance = new(settings.Seed);
    readonly Ledger ledger = Ledger.Of(committer);

    /// <summary>Runs it on a file, or on a server that is given, or on one that ends with the process.</summary>
    public static async Task<KillReport> RunAsync(string? file, KillSettings settings)
    {
        if (file is not null)
        {
            return await new KillTrial(new(file, Schema: null, "trial"), settings).RunAsync();
        }
        var given = Environment.GetEnvironmentVariable(LocalPostgreSql.Variable);
        await using var own = string.IsNullOrEmpty(given) ? await LocalPostgreSql.StartAsync() : null;
        var committer = new CommitterSettings(own?.ConnectionString ?? given!, "duroxide_kills", "trial");
        return await new KillTrial(committer, settings).RunAsync();
    }

    public async Task<KillReport> RunAsync()
    {
        await using var provider = ledger.Open();
        await ledger.ClearAsync();
        await provider.InitializeAsync(CancellationToken.None);
        await ledger.CreateAsync();
        foreach (var round in Enumerable.Range(0, settings.Rounds))
        {
            await KillAsync(round);
        }
        var client = new DuroxideClient(provider);
        await using var last = await StartAsync(committer with { Name = "last" });
        foreach (var (id, _) in await ledger.ReadAsync("SELECT id, id FROM orders"))
        {
            await client.WaitForEndAsync(id, Patience);
        }
        await last.StopAsync(Committer.Stopped);
        return await new KillProof(ledger, client).JudgeAsync(settings);
    }

    // One in two dies wherever it is.
    async Task KillAsync(int round)
    {
        var moments = Enum.GetValues<Moment>();
        var moment = round % 2 == 0 ? Moment.Any : moments[1 + round / 2 % (moments.Length - 1)];
        var life = TimeSpan.FromMilliseconds(chance.Next(LongestLife));
        await using var process = await StartAsync(
            committer with
            {
                Name = $"round-{round}",
                Orders = OrdersOfRound,
                Dies = moment,
                Pass = 1 + chance.Next(MostPasses),
            }
        );
        if (moment == Moment.Any)
        {
            await Task.Delay(life, TimeProvider.System);
            await process.KillAsync();
        }
        await process.EndAsync();
        if (!process.WasKilled)
        {
            throw new InvalidOperationException($"Round {round} ended by itself:\n{process.Output}");
        }
    }

    static Task<Child> StartAsync(CommitterSettings settings) =>
        Child.StartAsync(settings.Name, AppContext.BaseDirectory, "committer", settings.ToText());
}
