using System.Globalization;

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
        var seed = Environment.GetEnvironmentVariable("DUROXIDE_NODES_SEED") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        var settings = new SoakSettings(Orchestrations: 300, Troubles: 12, Nodes: 3, seed);

        var report = await new Soak(await Ground.DatabaseAsync(), Ground.NewSchema(), settings).RunAsync();

        output.WriteLine(report.ToString());
        Assert.True(report.Faults.Count == 0, report.ToString());
    }
}
