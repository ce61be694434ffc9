using System.Text;

namespace Duroxide.Testing.Conformance;

/// <summary>An instance that waits for its activities, and those whose answers are there.</summary>
/// <param name="Turn">Where it stands.</param>
/// <param name="Work">The activities, leased.</param>
public sealed record Waiting(TurnItem Turn, params IReadOnlyList<ActivityItem> Work)
{
    /// <summary>The right that the leases of the activities give.</summary>
    public TurnRight Right =>
        new TurnRight.Answering(
            Turn.Lease.Key,
            Turn.LastEvent,
            [
                .. Work.Select(item => new ActivityCompletion(
                    item.Lease,
                    Encoding.UTF8.GetBytes("answer to " + item.Text)
                )),
            ]
        );

    /// <summary>A turn that takes the answers, adds one event, and goes on.</summary>
    public TurnCommit Running() => Turn.Running() with { Right = Right };

    /// <summary>A turn that takes the answers and ends the instance for good.</summary>
    public TurnCommit Ending() => Turn.Ending() with { Right = Right };

    /// <summary>A turn that takes the answers and begins the next execution.</summary>
    public TurnCommit Continuing(string header = "next") => Turn.Continuing(header) with { Right = Right };

    /// <summary>The same instance after one more event, with other activities.</summary>
    public Waiting Next(params IReadOnlyList<ActivityItem> work) =>
        new(Turn with { LastEvent = Turn.LastEvent.Next }, work);
}

/// <summary>Short ways to say what tests do with turns that take answers, and with activities that are written as taken.</summary>
public static class Answers
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>An activity to be written as taken.</summary>
    public static NewActivity Taken(long id, string payload = "work") =>
        Work.Activity(id, payload) with
        {
            Take = Lease,
        };

    extension(IProvider provider)
    {
        /// <summary>Creates an instance that waits for activities, and takes these.</summary>
        public async Task<Waiting> WaitAsync(string instance, params IReadOnlyList<NewActivity> activities)
        {
            await provider.CreateAsync(instance);
            var turn = await provider.TakeTurnAsync(instance);
            await provider.CommitAsync(turn.Running() with { Activities = activities });
            return new Waiting(turn).Next(await provider.FetchWorkAsync());
        }

        /// <summary>Commits one turn.</summary>
        public async Task<TurnStored> StoreOneAsync(TurnCommit commit) =>
            Assert.Single(await provider.CommitTurnsAsync([commit], TestContext.Current.CancellationToken));

        /// <summary>Commits a turn of an instance, which must be stored.</summary>
        /// <returns>The activities that it took.</returns>
        public async Task<IReadOnlyList<ActivityItem>> TakeAsync(TurnItem turn, TurnCommit commit)
        {
            var stored = await provider.StoreOneAsync(commit);
            Assert.True(stored.IsStored);
            return turn.Given(commit, stored);
        }
    }

    extension(TurnItem turn)
    {
        /// <summary>The activities that a stored turn took.</summary>
        public IReadOnlyList<ActivityItem> Given(TurnCommit commit, TurnStored stored) =>
            [
                .. commit
                    .Activities.Zip(stored.Taken)
                    .Where(pair => pair.Second is not null)
                    .Select(pair => new ActivityItem(
                        pair.Second!.Value,
                        turn.Instance,
                        turn.Execution,
                        pair.First.Id,
                        pair.First.Payload,
                        Attempt: 1
                    )),
            ];
    }
}
