using System.Runtime.CompilerServices;

namespace Duroxide.Core.Tests;

/// <summary>What a flow asks through: the host in short words.</summary>
sealed class Run(IProgramHost host)
{
    readonly Dictionary<EventId, Step> steps = [];

    public IProgramHost Host => host;

    public string Input => host.Header.Input;

    public Step Activity(string name, string input = "") => Ask(new Operation.Activity(name, input));

    public Step Timer(int seconds) => Ask(new Operation.Timer(TimeSpan.FromSeconds(seconds)));

    public Step Event(string name) => Ask(new Operation.Event(name));

    public Step Message(string queue) => Ask(new Operation.Message(queue));

    public Step Child(string name, string? id = null) =>
        Ask(
            new Operation.SubOrchestration(name, "")
            {
                Instance = id is null ? default(InstanceId?) : new InstanceId(id),
            }
        );

    public Step Ask(Operation operation)
    {
        var step = new Step(host, host.Ask(operation));
        steps[step.Id] = step;
        return step;
    }

    public void Set(string key, string value) => host.Do(new Effect.SetValue(key, value));

    public void Clear(string key) => host.Do(new Effect.ClearValue(key));

    public void ClearAll() => host.Do(new Effect.ClearValue(null));

    public string? Get(string key) => host.Values.TryGetValue(key, out var value) ? value.Data : null;

    public void Status(string? text) => host.Do(new Effect.SetCustomStatus(text));

    public void Detach(string name, string instance) => host.Do(new Effect.StartOrchestration(name, instance, ""));

    public void Trace(string text) => host.Trace(new(TraceLevel.Information, TraceSource.Orchestration, text));

    /// <summary>Ends the execution; what the flow returns afterwards does not count.</summary>
    public string ContinueAsNew(string input)
    {
        host.Finish(new Ending.ContinuedAsNew(input, null));
        return "ignored";
    }

    /// <summary>Waits for the first of several steps, the earlier argument where several are there, and cancels the others.</summary>
    public Race First(params Step[] racing) => new(racing);

    /// <summary>Waits for all steps, and gives their results in the order of the arguments.</summary>
    public async Task<string[]> All(params Step[] all)
    {
        var results = new List<string>();
        foreach (var step in all)
        {
            results.Add(await step);
        }
        return [.. results];
    }

    public void Resolve(EventId id, Outcome outcome) => steps[id].Resolve(outcome);
}

/// <summary>A race of steps; its result is the winner's position.</summary>
sealed class Race(Step[] racing) : INotifyCompletion
{
    bool resumed;

    public bool IsCompleted => racing.Any(step => step.IsCompleted);

    public Race GetAwaiter() => this;

    public void OnCompleted(Action continuation)
    {
        foreach (var step in racing)
        {
            step.OnCompleted(() =>
            {
                if (!resumed)
                {
                    resumed = true;
                    continuation();
                }
            });
        }
    }

    public int GetResult()
    {
        var winner = Array.FindIndex(racing, step => step.IsCompleted);
        racing[winner].GetResult();
        foreach (var step in racing.Where((_, index) => index != winner))
        {
            step.Cancel();
        }
        return winner;
    }
}
