namespace Duroxide.Bench.Tests;

public class AlternationTests
{
    private static readonly Settings Two = new([Names.Hello, Names.Chain], Store.Sqlite, Sync.Full);

    [Fact]
    public async Task Builds_take_turns_and_change_who_comes_first()
    {
        List<string> order = [];

        var pairs = await Alternation.MeasureAsync(Two, 2, Build("old"), Build("new"), _ => { });

        Assert.Equal(["old W1", "new W1", "old W2", "new W2", "new W1", "old W1", "new W2", "old W2"], order);
        Assert.Equal(4, pairs.Count);
        Assert.All(pairs, pair => Assert.Equal((1, 2), (pair.Old.Metrics[0].Value, pair.New.Metrics[0].Value)));

        Func<IEnumerable<string>, Task<IReadOnlyList<Result>>> Build(string name) =>
            arguments =>
            {
                var workload = arguments.First();
                order.Add($"{name} {workload}");
                return Task.FromResult<IReadOnlyList<Result>>([
                    Results.Of(workload, ("p50_ms", name == "old" ? 1 : 2)),
                ]);
            };
    }

    [Fact]
    public void A_path_without_a_build_is_refused_with_what_to_do()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Bench.Build.At("/nowhere"));

        Assert.Contains("dotnet publish", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_is_found_by_its_folder_and_by_its_assembly()
    {
        var assembly = Bench.Build.This.Path;

        Assert.Equal(assembly, Bench.Build.At(Path.GetDirectoryName(assembly)!).Path);
        Assert.Equal(assembly, Bench.Build.At(assembly).Path);
    }
}
