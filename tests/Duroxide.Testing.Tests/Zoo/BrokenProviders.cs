namespace Duroxide.Testing.Tests;

/// <summary>A broken provider, and within how many runs of the simulation it must be found out.</summary>
sealed record BrokenProvider(string Name, Func<TimeProvider, IProvider> Open, int Runs)
{
    public override string ToString() => Name;
}

/// <summary>Mistakes that people make in providers.</summary>
static class BrokenProviders
{
    public static IReadOnlyList<BrokenProvider> All { get; } =
    [
        Wrapping("a timer is not in the commit", 1, inner => new Altering(inner, turn => turn with { Timers = [] })),
        Wrapping(
            "the answer of a child gets lost",
            1,
            inner => new Altering(inner, turn => turn with { Messages = [] })
        ),
        Wrapping("now and then a message is not consumed", 5, inner => new Leftover(inner)),
        Wrapping("values are not stored", 1, inner => new Altering(inner, turn => turn with { Values = [] })),
        Wrapping("a status is not stored", 1, inner => new Altering(inner, turn => turn with { CustomStatus = null })),
        Wrapping("events come without their actions", 5, inner => new Torn(inner)),
        Wrapping("an answer is dropped when its worker was slow", 20, inner => new Deaf(inner)),
        Wrapping("messages are handed out in the wrong order", 20, inner => new LastInFirstOut(inner)),
        Wrapping("a message is enqueued twice", 5, inner => new Twice(inner)),
        new("a timer is visible before it is due", time => new Early(new InMemoryProvider(time), time), Runs: 5),
        new("a turn is committed under a lost lease", time => new Unfenced(new InMemoryProvider(time)), Runs: 100),
        new("a released lease still counts", time => new Forgetful(new InMemoryProvider(time)), Runs: 20),
    ];

    static BrokenProvider Wrapping(string name, int runs, Func<IProvider, IProvider> breaks) =>
        new(name, time => breaks(new InMemoryProvider(time)), runs);

    /// <summary>Stores something else than it was given.</summary>
    sealed class Altering(IProvider inner, Func<TurnCommit, TurnCommit> alter) : DelegatingProvider(inner)
    {
        public override Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellationToken
        ) => Inner.CommitTurnsAsync([.. turns.Select(alter)], cancellationToken);
    }

    /// <summary>Forgets with every fifth commit that the messages are used up.</summary>
    sealed class Leftover(IProvider inner) : DelegatingProvider(inner)
    {
        int commits;

        public override Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellationToken
        ) =>
            Inner.CommitTurnsAsync(
                ++commits % 5 == 0 ? [.. turns.Select(turn => turn with { Consumed = [] })] : turns,
                cancellationToken
            );
    }

    /// <summary>Of its tenth commit it stores the events, and not what they ask for.</summary>
    sealed class Torn(IProvider inner) : DelegatingProvider(inner)
    {
        int commits;

        public override Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellationToken
        ) => Inner.CommitTurnsAsync(++commits == 10 ? [.. turns.Select(EventsAlone)] : turns, cancellationToken);

        static TurnCommit EventsAlone(TurnCommit turn) =>
            turn with
            {
                Activities = [],
                Timers = [],
                Starts = [],
                Messages = [],
            };
    }

    /// <summary>Completes its third activity without telling anybody.</summary>
    sealed class Deaf(IProvider inner) : DelegatingProvider(inner)
    {
        int completions;

        public override Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
            IReadOnlyList<ActivityCompletion> completions,
            CancellationToken cancellationToken
        ) =>
            Inner.CompleteActivitiesAsync(
                [.. completions.Select(each => ++this.completions == 3 ? each with { Answer = null } : each)],
                cancellationToken
            );
    }

    /// <summary>Hands messages out in the wrong order.</summary>
    sealed class LastInFirstOut(IProvider inner) : DelegatingProvider(inner)
    {
        public override async Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(
            TurnFetch fetch,
            CancellationToken cancellationToken
        ) =>
            [
                .. (await Inner.FetchTurnsAsync(fetch, cancellationToken)).Select(item =>
                    item with
                    {
                        Messages = [.. item.Messages.Reverse()],
                    }
                ),
            ];
    }

    /// <summary>Tries again what it thinks went wrong, and so enqueues twice.</summary>
    sealed class Twice(IProvider inner) : DelegatingProvider(inner)
    {
        public override async Task<IReadOnlyList<bool>> EnqueueAsync(
            IReadOnlyList<NewMessage> messages,
            CancellationToken cancellationToken
        )
        {
            await Inner.EnqueueAsync(messages, cancellationToken);
            return await Inner.EnqueueAsync(messages, cancellationToken);
        }
    }

    /// <summary>Stores timers in another unit than it reads them in, and so lets them fire early.</summary>
    sealed class Early(IProvider inner, TimeProvider time) : DelegatingProvider(inner)
    {
        public override Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellationToken
        ) => Inner.CommitTurnsAsync([.. turns.Select(Hasten)], cancellationToken);

        TurnCommit Hasten(TurnCommit turn) =>
            turn with
            {
                Timers = [.. turn.Timers.Select(timer => timer with { FireAt = Timestamp.From(time.GetUtcNow()) })],
            };
    }

    /// <summary>Writes the events of a turn before it looks at the lease, and leaves them there when the lease is lost.</summary>
    sealed class Unfenced(IProvider inner) : DelegatingProvider(inner)
    {
        readonly Dictionary<long, InstanceId> instances = [];
        readonly Dictionary<(InstanceId, ExecutionId), List<ReadOnlyMemory<byte>>> histories = [];

        public override async Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(
            TurnFetch fetch,
            CancellationToken cancellationToken
        )
        {
            var items = await Inner.FetchTurnsAsync(fetch, cancellationToken);
            foreach (var item in items)
            {
                instances[item.Lease.Key] = item.Instance;
            }
            return items;
        }

        public override Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellationToken
        )
        {
            foreach (var turn in turns)
            {
                if (turn.Events is { } events)
                {
                    Events(instances[KeyOf(turn.Right)], turn.Execution).Add(events.Payload.ToArray());
                }
            }
            return Inner.CommitTurnsAsync(turns, cancellationToken);
        }

        public override async Task<IReadOnlyList<StoredExecution>> LoadAsync(
            IReadOnlyList<Lease> leases,
            CancellationToken cancellationToken
        ) => [.. (await Inner.LoadAsync(leases, cancellationToken)).Select(WithEvents)];

        public override async Task<StoredExecution?> ReadExecutionAsync(
            InstanceId instance,
            ExecutionId? execution,
            CancellationToken cancellationToken
        ) =>
            await Inner.ReadExecutionAsync(instance, execution, cancellationToken) is { } stored
                ? WithEvents(stored)
                : null;

        StoredExecution WithEvents(StoredExecution stored) =>
            stored with
            {
                Batches = [.. Events(stored.Instance, stored.Execution)],
            };

        static long KeyOf(TurnRight right) =>
            right switch
            {
                TurnRight.Leased leased => leased.Lease.Key,
                TurnRight.Answering answering => answering.Instance,
                TurnRight.Starting => 0,
            };

        List<ReadOnlyMemory<byte>> Events(InstanceId instance, ExecutionId execution)
        {
            if (!histories.TryGetValue((instance, execution), out var events))
            {
                histories[(instance, execution)] = events = [];
            }
            return events;
        }
    }

    /// <summary>Never shows again what was given back, as if its lease went on.</summary>
    sealed class Forgetful(IProvider inner) : DelegatingProvider(inner)
    {
        public override Task ReleaseTurnsAsync(
            IReadOnlyList<TurnRelease> releases,
            CancellationToken cancellationToken
        ) =>
            Inner.ReleaseTurnsAsync(
                [.. releases.Select(release => release with { Delay = TimeSpan.FromDays(100_000) })],
                cancellationToken
            );
    }
}
