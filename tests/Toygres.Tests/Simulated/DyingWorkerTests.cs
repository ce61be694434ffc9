using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Duroxide;
using Duroxide.Core;
using Duroxide.Testing;
using Toygres.Orchestrations.Operations;
using static Toygres.Tests.Simulated.FakeFleet;

namespace Toygres.Tests.Simulated;

/// <summary>A worker dies at each step of the operations that make and move data, and another one goes on.</summary>
public partial class DyingWorkerTests
{
    private const string Page = "samples/Toygres/dying-workers.md";
    private static readonly ImageName Monday = ImageName.Parse("monday");

    [Fact]
    public void The_page_says_what_becomes_of_a_fleet_whose_worker_dies_at_each_step()
    {
        var table = new StringBuilder();
        string[] flows = ["create-c", "create-image-monday", "restore-c", "failover-c", "rejoin-c", "rotate-c"];
        foreach (var flow in flows)
        {
            var rows = Outcomes(flow).ToList();
            Assert.True(rows.Count > 5, $"There are steps of {flow} to die at.");
            table.Append(
                CultureInfo.InvariantCulture,
                $"\n## {flow}\n\n| The worker died | The operation | The fleet | Left over |\n|---|---|---|---|\n"
            );
            rows.ForEach(row => table.Append(row).Append('\n'));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
        var written = File.ReadAllText(Clone.PathOf(Page));
        var wanted =
            written[..(written.IndexOf("\n## ", StringComparison.Ordinal) is > 0 and var at ? at : written.Length)]
            + table;
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Clone.PathOf(Page), wanted);
            return;
        }
        Assert.True(
            wanted == written,
            $"{Page} does not tell what becomes of fleets today. UPDATE_DOCS=1 writes it; look at what changed."
        );
    }

    private static IEnumerable<string> Outcomes(string flow)
    {
        FakeFleet fleet = null!;
        var simulation = new Simulation(
            flow,
            () => (fleet = new FakeFleet()).ToApp((client, _) => PlayAsync(fleet, client, flow))
        ) with
        {
            Faults = FaultRates.None,
        };
        var whole = simulation.Play(seed: 1).EnsureHolds();
        Assert.Equal($"{flow}: done", fleet.Ended[^1]);
        foreach (var (step, moment) in StepsOf(whole, flow))
        {
            simulation.Play(seed: 1, new Fault(step, FaultKind.Crash)).EnsureHolds();
            var (held, left) = fleet.Summary();
            Assert.Equal("nothing", left);
            Assert.Equal($"{flow}: done", fleet.Ended[^1]);
            yield return $"| {moment} | {fleet.Ended[^1][(flow.Length + 2)..]} | {held} | {left} |";
        }
    }

    // What nodes did for the operation: each line of the story begins with the number of its step.
    private static IEnumerable<(int Step, string Moment)> StepsOf(SimulatedRun run, string flow)
    {
        var history = run.Recordings.Single(recording => recording.Header.Instance == flow).History;
        var activities = history
            .Where(happened => happened.Fact is Fact.Scheduled { Operation: Operation.Activity })
            .ToDictionary(happened => $"{happened.Id}", NameOf);
        return from line in run.Trace
            let entry = Entry().Match(line)
            where entry.Success && Regex.IsMatch(line, $@"\b{Regex.Escape(flow)}\b(?!-)")
            let moment = MomentOf(entry.Groups["what"].Value, activities)
            where moment is not null
            select (int.Parse(entry.Groups["step"].Value, CultureInfo.InvariantCulture), moment);
    }

    private static string NameOf(HistoryEvent scheduled) =>
        $"`{((Operation.Activity)((Fact.Scheduled)scheduled.Fact).Operation).Name.Split("::")[^1]}`";

    private static string? MomentOf(string what, Dictionary<string, string> activities)
    {
        if (what.StartsWith("asks for turns", StringComparison.Ordinal))
        {
            return "before it took the operation up";
        }
        var (done, decided) = (Answered().Match(what), Taken().Match(what));
        var next = decided.Success ? $"before it began {activities[decided.Groups[1].Value]}" : "before it went on";
        return what.StartsWith("commits", StringComparison.Ordinal) switch
        {
            true when done.Success => $"after {activities[done.Groups[1].Value]}, whose answer was not kept",
            true => next,
            false => null,
        };
    }

    private static async Task PlayAsync(FakeFleet fleet, DuroxideClient client, string flow)
    {
        var (c, r) = (Name("c"), Name("r"));
        await fleet.CreateAsync(client, c, input => input with { DnsName = "orders" });
        switch (flow)
        {
            case "create-image-monday":
                await ImageAsync(fleet, client, c);
                break;
            case "restore-c":
                await ImageAsync(fleet, client, c);
                await fleet.RunAsync(client, RestoreInstanceFlow.Orchestration, flow, Back(c, Monday));
                break;
            case "failover-c":
                await FailOverAsync(fleet, client, c, r);
                break;
            case "rejoin-c":
                await FailOverAsync(fleet, client, c, r);
                await fleet.RunAsync(client, RejoinInstanceFlow.Orchestration, flow, Under(c, r));
                break;
            case "rotate-c":
                await fleet.CreateAsync(client, r, input => input with { Follows = c });
                await fleet.RunAsync(client, RotatePasswordFlow.Orchestration, flow, On(c));
                break;
        }
    }

    private static Task ImageAsync(FakeFleet fleet, DuroxideClient client, InstanceName source) =>
        fleet.RunAsync(
            client,
            CreateImageFlow.Orchestration,
            "create-image-monday",
            new Toygres.Orchestrations.CreateImage(source, Monday)
        );

    private static async Task FailOverAsync(
        FakeFleet fleet,
        DuroxideClient client,
        InstanceName primary,
        InstanceName replica
    )
    {
        await fleet.CreateAsync(client, replica, input => input with { Follows = primary });
        await fleet.RunAsync(client, FailOverFlow.Orchestration, "failover-c", Over(primary, replica));
    }

    [GeneratedRegex(@"^\s*(?<step>\d+)\. \S+\s+node-\d+ (?<what>.*)$", RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"commits the answers of activity (\d+)")]
    private static partial Regex Answered();

    [GeneratedRegex(@"takes activity (\d+)")]
    private static partial Regex Taken();
}
