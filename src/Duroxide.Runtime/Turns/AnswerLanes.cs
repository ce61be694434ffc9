namespace Duroxide.Runtime;

/// <summary>The lanes in which answers of activities that ended here meet their instances in memory.</summary>
/// <remarks>
/// Such an answer needs no message and no fetch: it becomes a turn at once, and the turn and the end of the activity are one
/// commit. An instance has one turn at a time; answers that come meanwhile go together in the next. Whatever stands in the
/// way, the answer is sent by itself, as if there were no lane.
/// </remarks>
/// <param name="provider">The store.</param>
/// <param name="options">Where those who wait continue.</param>
/// <param name="hot">The programs in memory.</param>
/// <param name="chain">Where a lane goes on.</param>
sealed class AnswerLanes(IProvider provider, RuntimeOptions options, HotInstances hot, Chain chain)
{
    const int LargestTurn = 1000;
    const int Patience = 16;
    const int Many = 10_000;

    readonly Lock gate = new();
    readonly Dictionary<InstanceId, Lane> lanes = [];
    readonly Dictionary<InstanceId, int> refused = [];

    /// <summary>Runs a turn.</summary>
    public required Action<TurnWork> Run { get; init; }

    /// <summary>Begins a fetched turn that waited for the end of a lane.</summary>
    public required Action<TurnWork> Begin { get; init; }

    /// <summary>Offers an answer to its instance.</summary>
    /// <returns>Whether the store has it; if not, it is to be sent by itself.</returns>
    public Task<bool> OfferAsync(RunningActivity activity, ReadOnlyMemory<byte> payload)
    {
        var answer = new LaneAnswer(activity, payload, options.Scheduler);
        var instance = activity.Item.Instance;
        Lane? begun = null;
        lock (gate)
        {
            if (lanes.TryGetValue(instance, out var lane))
            {
                lane.Waiting.Enqueue(answer);
            }
            else if (Waits(instance) || !hot.MayHave(activity.Item))
            {
                return Task.FromResult(false);
            }
            else
            {
                lanes.Add(instance, begun = new());
                begun.Waiting.Enqueue(answer);
            }
        }
        if (begun is not null)
        {
            // Who waits for the answer waits already when the turn runs, and is not held up by one that hangs.
            chain.Continue(() => GoOn(instance, begun));
        }
        return answer.Stored;
    }

    /// <summary>Whether a fetched turn waits for the end of a lane, so that its program is in memory again.</summary>
    public bool Defers(TurnWork work)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(work.Item.Instance, out var lane))
            {
                return false;
            }
            lane.Followers.Enqueue(work);
            return true;
        }
    }

    /// <summary>Tells those whose answers a turn took, and lets its lane go on.</summary>
    /// <param name="work">The turn.</param>
    /// <param name="stored">What became of it; null when it was not written, or that is unknown.</param>
    public void Finish(TurnWork work, TurnStored? stored)
    {
        var instance = work.Item.Instance;
        Lane lane;
        bool isOver;
        lock (gate)
        {
            lane = lanes[instance];
            isOver = lane.Waiting.Count == 0 && lane.Followers.Count == 0 && lanes.Remove(instance);
            if (stored is { IsStored: false })
            {
                PutOff(instance);
            }
        }
        for (var index = 0; index < work.Answers.Count; index++)
        {
            work.Answers[index].Settle(stored is not null && stored.Completed[index]);
        }
        if (!isOver)
        {
            chain.Continue(() => GoOn(instance, lane));
        }
    }

    void GoOn(InstanceId instance, Lane lane)
    {
        TurnWork? next = null;
        try
        {
            next = Next(instance, lane);
        }
        finally
        {
            if (next is null)
            {
                Close(instance, lane);
            }
        }
        if (next is not null)
        {
            Run(next);
        }
    }

    // The next turn of a lane; null when there is nothing to be done in it, or an answer has to go by itself.
    TurnWork? Next(InstanceId instance, Lane lane)
    {
        var now = provider.Now;
        lock (gate)
        {
            var answers = lane.Followers.Count > 0 ? [] : Collect(lane);
            if (answers.Count == 0 || hot.Take(answers[0].Activity) is not { } program)
            {
                answers.ForEach(answer => answer.Settle(isStored: false));
                return null;
            }
            LeaveOutStrangers(answers, program);
            var messages = new StoredMessage[answers.Count];
            for (var index = 0; index < messages.Length; index++)
            {
                messages[index] = new(index, now, answers[index].Payload);
            }
            var item = new TurnItem(
                new Lease(program.Key, answers[0].Lease.Fence),
                instance,
                program.Execution.Header.Execution,
                program.Execution.State.LastId,
                messages,
                Attempt: 1
            );
            return new TurnWork(item) { Hot = program, Answers = answers };
        }
    }

    static List<LaneAnswer> Collect(Lane lane)
    {
        List<LaneAnswer> answers = [];
        while (answers.Count < LargestTurn && lane.Waiting.TryDequeue(out var answer))
        {
            if (answer.IsStopped || (answers.Count > 0 && answer.Item.Execution != answers[0].Item.Execution))
            {
                answer.Settle(isStored: false);
            }
            else
            {
                answers.Add(answer);
            }
        }
        return answers;
    }

    // One of a deleted instance with the same id would spoil the turn of all.
    static void LeaveOutStrangers(List<LaneAnswer> answers, HotInstance program)
    {
        for (var index = answers.Count - 1; index > 0; index--)
        {
            if (!program.Asked(answers[index].Activity))
            {
                answers[index].Settle(isStored: false);
                answers.RemoveAt(index);
            }
        }
    }

    void Close(InstanceId instance, Lane lane)
    {
        lock (gate)
        {
            lanes.Remove(instance);
        }
        // Nobody finds it any more, so nothing comes to it.
        foreach (var answer in lane.Waiting)
        {
            answer.Settle(isStored: false);
        }
        foreach (var follower in lane.Followers)
        {
            Begin(follower);
        }
    }

    // An instance with other things to react to would throw its program away at each conflict, and replay its history.
    void PutOff(InstanceId instance)
    {
        if (refused.Count >= Many)
        {
            refused.Clear();
        }
        refused[instance] = Patience;
    }

    bool Waits(InstanceId instance)
    {
        if (!refused.TryGetValue(instance, out var left))
        {
            return false;
        }
        if (left == 1)
        {
            refused.Remove(instance);
        }
        else
        {
            refused[instance] = left - 1;
        }
        return true;
    }

    sealed class Lane
    {
        public Queue<LaneAnswer> Waiting { get; } = new();

        public Queue<TurnWork> Followers { get; } = new();
    }
}
