namespace Duroxide.Nodes.Tests;

/// <summary>
/// The short form of the trial; <c>dotnet run --project tests/Duroxide.Nodes -c Release -- kills</c> is the long one.
/// DUROXIDE_NODES_SEED repeats who is killed where.
/// </summary>
public sealed class CommitTests(ITestOutputHelper output)
{
    private const int Rounds = 24;

    [Fact]
    public async Task What_a_transaction_on_PostgreSQL_holds_is_done_once_or_not_at_all_whenever_a_process_is_killed() =>
        await TryAsync(new(await Ground.DatabaseAsync(), Ground.NewSchema(), "trial"));

    [Fact]
    public async Task What_a_transaction_on_a_file_holds_is_done_once_or_not_at_all_whenever_a_process_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("duroxide-nodes-");
        await TryAsync(new(Path.Combine(folder.FullName, "store.db"), Schema: null, "trial"));
        folder.Delete(recursive: true);
    }

    private async Task TryAsync(CommitterSettings committer)
    {
        var report = await new KillTrial(committer, new KillSettings(Rounds, Ground.Seed)).RunAsync();

        output.WriteLine(report.ToString());
        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.NotEqual(0, report.Orders);
    }
}
