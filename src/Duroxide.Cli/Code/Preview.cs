using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>What running instances would do next with the code in hand.</summary>
static class Preview
{
    /// <summary>Prints it, instances that would do the same together.</summary>
    public static async Task PrintAsync(Session session, Programs programs, InstanceQuery query)
    {
        var groups = new Dictionary<(string Orchestration, string Next), List<string>>();
        var running = query with { Status = ExecutionStatus.Running };
        await foreach (var recording in StoredRecordings.ReadAllAsync(session.Provider, running, session.Cancellation))
        {
            if (recording.History[^1].Fact is not Fact.Ended)
            {
                var key = (recording.Header.Name, Next(recording, programs));
                groups.TryAdd(key, []);
                groups[key].Add(recording.Header.Instance.Value);
            }
        }
        session.Printer.Line("What running instances would do next:");
        session.Printer.Rows(
            groups.OrderByDescending(group => group.Value.Count),
            [
                ("Instances", group => $"{group.Value.Count}"),
                ("Orchestration", group => group.Key.Orchestration),
                ("Next", group => Shown.Line(group.Key.Next, 120)),
                ("Such as", group => group.Value[0]),
            ],
            group => new
            {
                Preview = group.Key.Next,
                group.Key.Orchestration,
                Instances = group.Value,
            }
        );
    }

    static string Next(Recording recording, Programs programs)
    {
        var verdict = Verification.Verify(recording, programs);
        if (verdict is not Verdict.Same)
        {
            return verdict switch
            {
                Verdict.Diverged => "diverges",
                Verdict.Unregistered => "waits for a node that registers it",
                Verdict.NotApplicable none => none.Reason,
                Verdict.Same => "goes on",
            };
        }
        var moment = new TimeTravel(recording, programs).GoTo(recording.History[^1].Id);
        var asks = moment.Asks.Select(ask => $"asks: {HistoryText.Of(ask)}{Missing(ask, programs)}");
        var waits = moment.Waits.Select(wait => $"waits: {wait.Why}");
        return string.Join("; ", asks.Concat(waits)) is { Length: > 0 } next ? next : "nothing";
    }

    static string Missing(Fact ask, Programs programs) =>
        ask is Fact.Scheduled { Operation: Operation.Activity { Name: var name } }
        && !programs.Registry.HasActivity(name)
            ? " (not registered)"
            : "";
}
