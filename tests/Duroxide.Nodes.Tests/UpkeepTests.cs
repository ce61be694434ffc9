using Duroxide.Sqlite;

namespace Duroxide.Nodes.Tests;

/// <summary>A file is tidied by one process while another works on it.</summary>
public sealed class UpkeepTests
{
    private const int Orders = 40;
    private const int Times = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Nothing_is_lost_when_a_file_is_vacuumed_under_another_process()
    {
        var folder = Directory.CreateTempSubdirectory("duroxide-nodes-");
        var settings = new CommitterSettings(Path.Combine(folder.FullName, "store.db"), Schema: null, "worker");
        var ledger = Ledger.Of(settings);
        await using (var store = (SqliteProvider)ledger.Open())
        {
            await store.InitializeAsync(CancellationToken.None);
            await ledger.CreateAsync();
            var client = new DuroxideClient(store);
            await using var worker = await Child.StartAsync(
                settings.Name,
                AppContext.BaseDirectory,
                "committer",
                (settings with { Orders = Orders }).ToText()
            );

            foreach (var time in Enumerable.Range(0, Times))
            {
                await client.WaitForEndAsync($"{settings.Name}-{time * Orders / Times}", Patience);
                await store.VacuumAsync();
                await store.CheckpointAsync();
            }
            foreach (var number in Enumerable.Range(0, Orders))
            {
                await client.WaitForEndAsync($"{settings.Name}-{number}", Patience);
            }

            await worker.StopAsync(Committer.Stopped);
            Assert.Empty((await new KillProof(ledger, client).JudgeAsync(new(Rounds: 0, Seed: 0))).Faults);
            Assert.Empty(await store.CheckAsync());
        }
        folder.Delete(recursive: true);
    }
}
