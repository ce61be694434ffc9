namespace Duroxide.Bench.Tests;

public class CommandLineTests
{
    private readonly List<Settings> measured = [];
    private readonly List<(string Old, string New)> compared = [];
    private readonly List<(Settings Settings, string Path, int Rounds)> alternated = [];
    private readonly List<(Settings Settings, int Rounds)> listened = [];

    [Fact]
    public async Task Without_a_name_everything_is_measured_and_so_it_is_for_all()
    {
        await RunAsync("--json");
        await RunAsync("all", "--json");

        Assert.All(measured, settings => Assert.Equal(Workloads.Everything, settings.Workloads));
        Assert.All(measured, settings => Assert.True(settings.Json));
    }

    [Fact]
    public async Task A_run_of_everything_has_disk_and_floor_on_both_sides_of_what_is_compared_with_them()
    {
        await RunAsync("all");

        Assert.Equal(
            ["disk", "W1", "disk", "floor", "W2", "floor", "disk", "W4", "disk"],
            measured.Single().Workloads.Take(9)
        );
        Assert.Equal(Workloads.All.Except(["claims", "nodes"]).Order(), measured.Single().Workloads.Distinct().Order());
    }

    [Fact]
    public async Task Options_say_where_and_how()
    {
        await RunAsync("W2", "--store", "memory", "--sync", "normal", "--preload", "100", "--short");

        var settings = Assert.Single(measured);
        Assert.Equal(["W2"], settings.Workloads);
        Assert.Equal(
            (Store.Memory, Sync.Normal, 100, true),
            (settings.Store, settings.Sync, settings.Preload, settings.Short)
        );
    }

    [Fact]
    public async Task What_another_build_is_told_means_the_same_to_this_one()
    {
        var settings = new Settings(["W4"], Store.Memory, Sync.Normal)
        {
            Json = true,
            Short = true,
            Preload = 5,
            Listening = Listening.Spans,
        };

        await RunAsync([.. settings.ArgumentsFor("W4")]);

        Assert.Equivalent(settings, measured.Single(), strict: true);
    }

    [Fact]
    public async Task What_listening_costs_is_measured_in_turns()
    {
        await RunAsync("telemetry", "W2", "--rounds", "3", "--short");
        await RunAsync("W2", "--listen", "sdk");

        var (settings, rounds) = Assert.Single(listened);
        Assert.Equal(["W2"], settings.Workloads);
        Assert.Equal((3, true, Listening.Both), (rounds, settings.Short, settings.Listening));
        Assert.Equal(Listening.Sdk, Assert.Single(measured).Listening);
    }

    [Fact]
    public async Task Compare_names_two_files()
    {
        Assert.Equal(0, await RunAsync("compare", "old.json", "new.json"));

        Assert.Equal([("old.json", "new.json")], compared);
    }

    [Fact]
    public async Task Versus_names_a_build_and_what_to_measure()
    {
        await RunAsync("versus", "/builds/before", "W2", "W4", "--rounds", "3");

        var (settings, path, rounds) = Assert.Single(alternated);
        Assert.Equal(("/builds/before", 3), (path, rounds));
        Assert.Equal(["W2", "W4"], settings.Workloads);
    }

    [Fact]
    public async Task A_workload_that_does_not_exist_is_refused()
    {
        Assert.NotEqual(0, await RunAsync("W9"));

        Assert.Empty(measured);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        CommandLine
            .Create(
                new(
                    settings => Note(() => measured.Add(settings)),
                    (old, current, _) => Note(() => compared.Add((old, current))),
                    (settings, path, rounds) => Note(() => alternated.Add((settings, path, rounds))),
                    (settings, rounds) => Note(() => listened.Add((settings, rounds))),
                    (_, _, _) => Task.FromResult(0),
                    () => Task.FromResult(0)
                )
            )
            .Parse(arguments)
            .InvokeAsync(new() { Output = TextWriter.Null, Error = TextWriter.Null });

    private static Task<int> Note(Action note)
    {
        note();
        return Task.FromResult(0);
    }
}
