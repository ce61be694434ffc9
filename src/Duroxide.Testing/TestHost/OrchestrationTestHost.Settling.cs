namespace Duroxide.Testing;

public sealed partial class OrchestrationTestHost
{
    bool isResumed;

    /// <summary>Opens a host in which one instance continues from where recordings of it end.</summary>
    /// <param name="programs">The code to continue with.</param>
    /// <param name="recordings">The executions of the instance, oldest first; the last one continues.</param>
    /// <param name="options">How the host runs; its clock begins where the recording ends.</param>
    /// <remarks>
    /// Activities that were in flight are not run by this: fake them first, then let the host settle. No real activity runs
    /// unless <see cref="RunReal"/> names it.
    /// </remarks>
    public static OrchestrationTestHost Resume(
        Programs programs,
        IReadOnlyList<Recording> recordings,
        TestHostOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var host = new OrchestrationTestHost(programs, options);
        host.isResumed = true;
        host.activityAnswers.RefuseReal();
        host.World = Resuming.Put(host.World, recordings);
        return host;
    }

    /// <summary>Lets everything happen that can happen without time passing.</summary>
    public void Settle()
    {
        var left = options.MaxSteps;
        while (Step())
        {
            Guard(ref left);
        }
    }

    internal void Remember(ValueList<HistoryEvent> history, EventId after) => activityAnswers.Remember(history, after);

    // Turns come before activities, so that what is called off in time is never run.
    bool Step()
    {
        if (isResumed && RecordedChildren.Next(World, activityAnswers) is { } answered)
        {
            World = answered;
            return true;
        }
        if (World.Instances.Values.FirstOrDefault(instance => instance.Inbox.Count > 0) is { } ready)
        {
            World = World.Turn(ready.Id);
            return true;
        }
        foreach (var call in World.InFlight.Where(call => !held.Contains(call)))
        {
            var result = activityAnswers.Answer(World, call);
            World = World.SendAll(call, result.Sent);
            if (result.Outcome is { } outcome)
            {
                World = World.Run(call, outcome, activityAnswers.IsLost(call));
                return true;
            }
            held.Add(call);
            if (result.Sent.Count > 0)
            {
                return true;
            }
        }
        return false;
    }

    void Send(InstanceId instance, Delivery delivery)
    {
        if (!World[instance].IsRunning)
        {
            throw Wrong(instance, $"was to receive {HistoryText.Of(delivery)}, but has ended");
        }
        World = World.Send(instance, delivery);
        Settle();
    }

    string Encode<T>(T value, string what) => Programs.Codec.Encode(value, what);

    TestExpectationException Wrong(InstanceId instance, string what) =>
        new($"Instance '{instance}' {what}. {World[instance]}\n{Timeline.Of(World[instance].Recording)}");

    void Guard(ref int left)
    {
        if (--left < 0)
        {
            throw new TestExpectationException(
                $"The host did not come to rest within {options.MaxSteps} steps. It stands at:\n"
                    + string.Join('\n', World.Instances.Values)
            );
        }
    }
}
