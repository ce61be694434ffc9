using Duroxide.Runtime;

namespace Duroxide.Testing.Tests;

/// <summary>A broken provider, and within how many runs of the simulation it must be found out.</summary>
sealed record BrokenProvider(string Name, Func<IProvider, IProvider> Break, int Runs)
{
    public override string ToString() => Name;
}

/// <summary>Mistakes that people make in providers.</summary>
static class BrokenProviders
{
    public static IReadOnlyList<BrokenProvider> All { get; } =
    [
        new("a timer is not in the commit", inner => new Altering(inner, turn => turn with { Timers = [] }), Runs: 1),
        new(
            "the answer of a child gets lost",
            inner => new Altering(inner, turn => turn with { Messages = [] }),
            Runs: 1
        ),
        new("messages are never consumed", inner => new Altering(inner, turn => turn with { Consumed = [] }), Runs: 5),
        new("values are not stored", inner => new Altering(inner, turn => turn with { Values = [] }), Runs: 1),
        new("a commit is torn apart", inner => new Torn(inner), Runs: 5),
        new("an answer is dropped when its worker was slow", inner => new Deaf(inner), Runs: 5),
        new("messages are handed out in the wrong order", inner => new LastInFirstOut(inner), Runs: 20),
    ];

    /// <summary>Stores something else than it was given.</summary>
    sealed class Altering(IProvider inner, Func<TurnCommit, TurnCommit> alter) : DelegatingProvider(inner)
    {
        public override Task<IReadOnlyList<bool>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellation
        ) => Inner.CommitTurnsAsync([.. turns.Select(alter)], cancellation);
    }

    /// <summary>Of its tenth commit it stores only that the messages are consumed.</summary>
    sealed class Torn(IProvider inner) : DelegatingProvider(inner)
    {
        int commits;

        public override Task<IReadOnlyList<bool>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellation
        ) =>
            Inner.CommitTurnsAsync(
                ++commits == 10
                    ?
                    [
                        .. turns.Select(turn => new TurnCommit(turn.Lease, turn.Execution, turn.Status)
                        {
                            Consumed = turn.Consumed,
                        }),
                    ]
                    : turns,
                cancellation
            );
    }

    /// <summary>Completes its third activity without telling anybody.</summary>
    sealed class Deaf(IProvider inner) : DelegatingProvider(inner)
    {
        int completions;

        public override Task<IReadOnlyList<bool>> CompleteActivitiesAsync(
            IReadOnlyList<ActivityCompletion> completions,
            CancellationToken cancellation
        ) =>
            Inner.CompleteActivitiesAsync(
                [.. completions.Select(each => ++this.completions == 3 ? each with { Answer = null } : each)],
                cancellation
            );
    }

    /// <summary>Hands messages out in the wrong order.</summary>
    sealed class LastInFirstOut(IProvider inner) : DelegatingProvider(inner)
    {
        public override async Task<IReadOnlyList<TurnItem>> FetchTurnsAsync(
            TurnFetch fetch,
            CancellationToken cancellation
        ) =>
            [
                .. (await Inner.FetchTurnsAsync(fetch, cancellation)).Select(item =>
                    item with
                    {
                        Messages = [.. item.Messages.Reverse()],
                    }
                ),
            ];
    }
}
