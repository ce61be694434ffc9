using System.Text;

namespace Duroxide.Testing.Conformance;

/// <summary>Short ways to say what tests do with activities.</summary>
public static class Work
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An activity to be queued.</summary>
    public static NewActivity Activity(long id, string payload = "work") => new(new EventId(id), Bytes(payload));

    extension(IProvider provider)
    {
        /// <summary>Creates an instance whose first turn schedules activities and leaves it waiting.</summary>
        public async Task ScheduleAsync(string instance, params IReadOnlyList<NewActivity> activities)
        {
            await provider.CreateAsync(instance);
            var turn = await provider.TakeTurnAsync(instance);
            await provider.CommitAsync(turn.Running() with { Activities = activities });
        }

        /// <summary>Fetches activities without waiting.</summary>
        public Task<IReadOnlyList<ActivityItem>> FetchWorkAsync(
            int max = 100,
            TagFilter? tags = null,
            SessionClaim? sessions = null
        ) =>
            provider.FetchActivitiesAsync(
                new ActivityFetch(max, Lease, TimeSpan.Zero, tags ?? new TagFilter.DefaultOnly())
                {
                    Sessions = sessions,
                },
                TestContext.Current.CancellationToken
            );

        /// <summary>Fetches the one activity that may be run.</summary>
        public async Task<ActivityItem> TakeWorkAsync(TagFilter? tags = null, SessionClaim? sessions = null) =>
            Assert.Single(await provider.FetchWorkAsync(100, tags, sessions));

        /// <summary>Completes one activity; says whether it was still held.</summary>
        public async Task<bool> CompleteAsync(ActivityItem item, string? answer = "answer") =>
            Assert.Single(
                await provider.CompleteActivitiesAsync(
                    [new ActivityCompletion(item.Lease, answer is null ? (ReadOnlyMemory<byte>?)null : Bytes(answer))],
                    TestContext.Current.CancellationToken
                )
            );

        /// <summary>Gives one activity back.</summary>
        public Task ReleaseAsync(
            ActivityItem item,
            TimeSpan delay = default,
            bool count = true,
            bool isUntouched = false
        ) =>
            provider.ReleaseActivitiesAsync(
                [new ActivityRelease(item.Lease, delay, count) { IsUntouched = isUntouched }],
                TestContext.Current.CancellationToken
            );

        /// <summary>Takes one activity aside.</summary>
        public Task ParkAsync(ActivityItem item, string reason) =>
            provider.ReleaseActivitiesAsync(
                [new ActivityRelease(item.Lease, TimeSpan.Zero, true) { Park = reason }],
                TestContext.Current.CancellationToken
            );

        /// <summary>Extends the lease of one activity.</summary>
        public async Task<bool> RenewAsync(ActivityItem item, TimeSpan duration) =>
            Assert.Single(
                await provider.RenewActivitiesAsync([item.Lease], duration, TestContext.Current.CancellationToken)
            );
    }

    extension(ActivityItem item)
    {
        /// <summary>The payload as text.</summary>
        public string Text => Encoding.UTF8.GetString(item.Payload.Span);
    }
}
