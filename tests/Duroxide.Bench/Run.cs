using System.Text.Json;
using System.Text.Json.Nodes;

namespace Duroxide.Bench;

/// <summary>Carries out what the command line asks for.</summary>
static class Run
{
    public static async Task<int> MeasureAsync(Settings settings)
    {
        var info = RunInfo.Read(DateTimeOffset.UtcNow);
        Console.WriteLine(settings.Json ? ResultJson.Write(info) : Figures.Show(info));
        List<Result> results = [];
        foreach (var workload in settings.Workloads)
        {
            foreach (var result in await MeasureAsync(workload, settings))
            {
                results.Add(result);
                Print(result, settings.Json);
            }
        }
        if (Ratios.Of(results) is { } ratios)
        {
            Print(ratios, settings.Json);
        }
        return 0;
    }

    public static async Task<int> CompareAsync(string old, string current, bool json)
    {
        Print(Comparison.Of(await ReadAsync(old), await ReadAsync(current)), json);
        return 0;
    }

    public static async Task<int> AlternateAsync(Settings settings, string path, int rounds)
    {
        var pairs = await Alternation.MeasureAsync(
            settings,
            rounds,
            Build.At(path).RunAsync,
            Build.This.RunAsync,
            Console.Error.WriteLine
        );
        Print(Comparison.OfPairs(pairs), settings.Json);
        return 0;
    }

    public static async Task<int> ListenAsync(Settings settings, int rounds)
    {
        var pairs = await Alternation.MeasureAsync(
            settings with
            {
                Listening = Listening.None,
            },
            rounds,
            Build.This.RunAsync,
            arguments => Build.This.RunAsync([.. arguments, .. settings.ListenArguments]),
            Console.Error.WriteLine
        );
        Print(Comparison.OfPairs(pairs), settings.Json);
        return 0;
    }

    public static async Task<int> ProbeAsync(Settings settings, string path, int naps)
    {
        Print(await Probe.MeasureAsync(settings, path, naps), json: true);
        return 0;
    }

    // Of several each has a process of its own, so that none finds the memory, the threads and the heap of another.
    static async Task<IReadOnlyList<Result>> MeasureAsync(string workload, Settings settings) =>
        settings.Workloads.Count == 1
            ? [await MeasureHereAsync(workload, settings)]
            : await Build.This.RunAsync(settings.ArgumentsFor(workload));

    static async Task<Result> MeasureHereAsync(string workload, Settings settings)
    {
        using var listener = Listen(settings.Listening);
        return await Workloads.MeasureAsync(workload, settings);
    }

    static IDisposable? Listen(Listening who) =>
        who switch
        {
            Listening.None => null,
            Listening.Sdk => new SdkListener(),
            Listening.Spans => new Listener(toSpans: true, toInstruments: false),
            Listening.Instruments => new Listener(toSpans: false, toInstruments: true),
            Listening.Both => new Listener(toSpans: true, toInstruments: true),
        };

    static async Task<IReadOnlyList<Result>> ReadAsync(string path) =>
        ResultJson.Read(await File.ReadAllLinesAsync(path), path);

    static void Print(Result result, bool json) =>
        Console.WriteLine(json ? ResultJson.Write(result) : Figures.Show(result));

    static void Print(IReadOnlyList<Compared> comparison, bool json)
    {
        foreach (var compared in comparison)
        {
            Console.WriteLine(json ? ToJson(compared) : compared.Show());
        }
    }

    static string ToJson(Compared compared) =>
        new JsonObject
        {
            ["workload"] = compared.Title,
            ["metric"] = compared.Name,
            ["old"] = Figures.Round(compared.Old),
            ["new"] = Figures.Round(compared.New),
            ["ratio"] = double.IsFinite(compared.Ratio) ? Figures.Round(compared.Ratio) : null,
        }.ToJsonString(JsonSerializerOptions.Default);
}
