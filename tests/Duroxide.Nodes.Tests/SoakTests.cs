namespace Duroxide.Nodes.Tests;

/// <summary>
/// The short form of the soak; <c>dotnet run --project tests/Duroxide.Nodes -c Release -- soak</c> is the long one.
/// DUROXIDE_NODES_SEED repeats what befalls whom.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_orchestration_is_done_once_whatever_befalls_the_nodes()
    {
        var report = await RunAsync(new(Orchestrations: 300, Troubles: 12, Nodes: 3, Ground.Seed));

        Assert.True(report.Faults.Count == 0, report.ToString());
    }

    [Fact]
    public async Task What_began_on_old_nodes_ends_as_it_began_while_they_are_replaced_by_newer_code_and_a_newer_framework()
    {
        var report = await RunAsync(new(Orchestrations: 180, Troubles: 9, Nodes: 3, Ground.Seed) { Upgrade = true });

        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.Equal(2, report.Versions.Count);
        Assert.Equal(2, report.Frameworks.Count);
    }

    private async Task<SoakReport> RunAsync(SoakSettings settings)
    {
        var report = await new Soak(await Ground.DatabaseAsync(), Ground.NewSchema(), settings).RunAsync();
        output.WriteLine(report.ToString());
        return report;
    }
}
