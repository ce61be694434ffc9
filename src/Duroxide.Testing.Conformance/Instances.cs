using System.Text;

namespace Duroxide.Testing.Conformance;

/// <summary>Short ways to say what tests do with instances and turns.</summary>
public static class Instances
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    extension(IProvider provider)
    {
        /// <summary>Creates instances, each with its id as header.</summary>
        public async Task CreateAsync(params IEnumerable<string> ids)
        {
            var instances = ids.Select(id => new NewInstance(id, "test/orchestration", Bytes(id))).ToList();
            var created = await provider.CreateInstancesAsync(instances, TestContext.Current.CancellationToken);
            Assert.All(created, Assert.True);
        }

        /// <summary>Creates an instance and commits its first turn, so that it waits for messages.</summary>
        public async Task BeginAsync(params IEnumerable<string> ids)
        {
            foreach (var id in ids)
            {
                await provider.CreateAsync(id);
                await provider.CommitAsync((await provider.TakeTurnAsync(id)).Running());
            }
        }

        /// <summary>Creates an instance with a parent, and commits its first turn.</summary>
        public async Task BeginChildAsync(string id, string parent)
        {
            var child = new NewInstance(id, "test/child", Bytes(id)) { Parent = parent };
            Assert.Equal([true], await provider.CreateInstancesAsync([child], TestContext.Current.CancellationToken));
            await provider.CommitAsync((await provider.TakeTurnAsync(id)).Running());
        }

        /// <summary>Creates an instance and commits a first turn that ends it.</summary>
        public async Task EndAsync(params IEnumerable<string> ids)
        {
            foreach (var id in ids)
            {
                await provider.CreateAsync(id);
                await provider.CommitAsync(
                    (await provider.TakeTurnAsync(id)).Ending(ExecutionStatus.Completed, "done")
                );
            }
        }

        /// <summary>Sends messages, all of which must be taken.</summary>
        public async Task SendAsync(string instance, params IEnumerable<string> payloads) =>
            Assert.All(await provider.TrySendAsync(instance, payloads), Assert.True);

        /// <summary>Sends messages.</summary>
        public Task<IReadOnlyList<bool>> TrySendAsync(string instance, params IEnumerable<string> payloads) =>
            provider.EnqueueAsync(
                [.. payloads.Select(payload => new NewMessage(instance, Bytes(payload)))],
                TestContext.Current.CancellationToken
            );

        /// <summary>Fetches turns without waiting.</summary>
        public Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(int max = 100) =>
            provider.FetchTurnsAsync(new TurnFetch(max, Lease, TimeSpan.Zero), TestContext.Current.CancellationToken);

        /// <summary>Fetches one turn without waiting; null when nothing is ready.</summary>
        public async Task<TurnItem?> TryTakeTurnAsync() => (await provider.FetchTurnsAsync(1)).SingleOrDefault();

        /// <summary>Fetches the one turn that is ready, of a known instance.</summary>
        public async Task<TurnItem> TakeTurnAsync(string instance)
        {
            var turn = Assert.Single(await provider.FetchTurnsAsync());
            Assert.Equal(instance, turn.Instance.Value);
            return turn;
        }

        /// <summary>Commits one turn, which must succeed.</summary>
        public async Task CommitAsync(TurnCommit commit) => Assert.True(await provider.TryCommitAsync(commit));

        /// <summary>Commits turns, and tells of each whether it is stored.</summary>
        public async Task<IReadOnlyList<bool>> StoreAsync(params IReadOnlyList<TurnCommit> commits) =>
            [
                .. (await provider.CommitTurnsAsync(commits, TestContext.Current.CancellationToken)).Select(stored =>
                    stored.IsStored
                ),
            ];

        /// <summary>Commits one turn.</summary>
        public async Task<bool> TryCommitAsync(TurnCommit commit) => Assert.Single(await provider.StoreAsync(commit));

        /// <summary>Gives one turn back.</summary>
        public Task ReleaseAsync(TurnItem turn, TimeSpan delay = default, bool count = true) =>
            provider.ReleaseTurnsAsync(
                [new TurnRelease(turn.Lease, delay, count)],
                TestContext.Current.CancellationToken
            );

        /// <summary>Takes a whole instance aside.</summary>
        public Task ParkAsync(TurnItem turn, string reason) =>
            provider.ReleaseTurnsAsync(
                [new TurnRelease(turn.Lease, TimeSpan.Zero, true) { Park = reason }],
                TestContext.Current.CancellationToken
            );

        /// <summary>Extends one lease.</summary>
        public async Task<bool> RenewAsync(TurnItem turn, TimeSpan duration) =>
            Assert.Single(
                await provider.RenewTurnsAsync([turn.Lease], duration, TestContext.Current.CancellationToken)
            );

        /// <summary>Reads the row of an instance as it is now.</summary>
        public Task<InstanceRecord?> ReadAsync(string instance) =>
            provider.ReadInstanceAsync(instance, -1, TimeSpan.Zero, TestContext.Current.CancellationToken);

        /// <summary>Reads the batches of an execution as texts, by default of the current one.</summary>
        public async Task<IReadOnlyList<string>?> HistoryAsync(string instance, long? execution = null)
        {
            var stored = await provider.ReadExecutionAsync(
                instance,
                execution is { } number ? new ExecutionId(number) : null,
                TestContext.Current.CancellationToken
            );
            return stored?.Batches.Select(batch => Encoding.UTF8.GetString(batch.Span)).ToList();
        }
    }

    extension(TurnItem turn)
    {
        /// <summary>A commit that adds one event, uses up all messages, and goes on.</summary>
        public TurnCommit Running() =>
            new(turn.Lease, turn.Execution, ExecutionStatus.Running)
            {
                Events = turn.Events("event " + turn.LastEvent.Next),
                Consumed = [.. turn.Messages.Select(message => message.Id)],
            };

        /// <summary>A commit that ends the instance for good.</summary>
        public TurnCommit Ending(ExecutionStatus status = ExecutionStatus.Completed, string output = "done") =>
            turn.Running() with
            {
                Status = status,
                Output = Bytes(output),
            };

        /// <summary>A commit that ends the execution and begins the next one.</summary>
        public TurnCommit Continuing(string header = "next") =>
            turn.Ending(ExecutionStatus.ContinuedAsNew, "continued") with
            {
                Next = new NextExecution("test/next", new StoredStart(Bytes(header), new Timestamp(4711))),
            };

        /// <summary>Some events that follow the last one.</summary>
        public EventBatch Events(string payload, int count = 1) =>
            new(turn.LastEvent.Next, new EventId(turn.LastEvent.Value + count), Bytes(payload));
    }
}
