using Duroxide.Runtime;

namespace Duroxide.Testing.Tests;

/// <summary>A store that doubles, swaps or drops messages is found by an app that states no law about them.</summary>
public class MessageConservationTests
{
    const string Law = "Every message that was sent arrives once, in order.";

    static readonly Orchestration<int, int> Listener = new(
        "Listener",
        async (ctx, count) =>
        {
            for (var heard = 0; heard < count; heard++)
            {
                await ctx.ReceiveMessage<int>("words");
            }
            return count;
        }
    );

    static readonly Activity<int, int> Think = new("Think", (_, word) => Task.FromResult(word));

    // Starts whom it speaks to, now and then continues as new, and speaks to itself as well.
    static readonly Orchestration<int, int> Speaker = new(
        "Speaker",
        async (ctx, spoken) =>
        {
            ctx.StartOrchestration(Listener, "one", 4);
            ctx.SendMessage("one", "words", await ctx.ScheduleActivity(Think, spoken + 1));
            ctx.SendMessage(ctx.Instance, "echo", spoken + 1);
            ctx.RaiseEvent("nobody", "words", spoken);
            ctx.SendMessage("one", "words", spoken + 2);
            var echo = await ctx.ReceiveMessage<int>("echo");
            return echo < 3 ? await ctx.ContinueAsNew(echo + 1) : echo;
        }
    );

    [Fact]
    public void A_store_that_keeps_messages_holds() => Listening(inner => inner).Run(seed: 1, runs: 30).EnsureHolds();

    [Fact]
    public void A_message_that_is_stored_twice_is_found() => Assert.Equal(Law, Found(inner => new Doubling(inner)));

    [Fact]
    public void Messages_that_change_places_are_found() => Assert.Equal(Law, Found(inner => new Swapping(inner)));

    [Fact]
    public void No_fault_doubles_or_loses_what_turns_send() =>
        Speaking(inner => inner).Run(seed: 1, runs: 300).EnsureHolds();

    [Fact]
    public void What_a_turn_sends_and_the_store_keeps_twice_is_found() =>
        Assert.Equal(Law, FoundOfTurns(messages => [.. messages, .. messages]));

    [Fact]
    public void What_a_turn_sends_and_the_store_swaps_is_found() =>
        Assert.Equal(Law, FoundOfTurns(messages => [.. messages.Reverse()]));

    static string? FoundOfTurns(Func<IReadOnlyList<NewMessage>, IReadOnlyList<NewMessage>> alter) =>
        Speaking(inner => new Altering(inner, alter)).Run(seed: 1, runs: 20).Failure?.Violation?.Law;

    static Simulation Speaking(Func<IProvider, IProvider> breaks) =>
        new(
            "somebody speaks",
            () =>
                new(
                    new RegistryBuilder().Add(Listener).Add(Think).Add(Speaker).Build(),
                    async (client, _) =>
                    {
                        await client.StartOrchestrationAsync(Speaker, "speaker", 0);
                        await client.WaitForEndAsync("speaker");
                        await client.WaitForEndAsync("one");
                    }
                )
        )
        {
            Provider = time => breaks(new InMemoryProvider(time)),
        };

    static string? Found(Func<IProvider, IProvider> breaks) =>
        Listening(breaks).Run(seed: 1, runs: 20).Failure?.Violation?.Law;

    static Simulation Listening(Func<IProvider, IProvider> breaks) =>
        new(
            "somebody listens",
            () =>
                new(
                    new RegistryBuilder().Add(Listener).Build(),
                    async (client, _) =>
                    {
                        await client.StartOrchestrationAsync(Listener, "one", 3);
                        foreach (var word in Enumerable.Range(1, 4))
                        {
                            await client.SendMessageAsync("one", "words", word);
                        }
                        await client.WaitForEndAsync("one");
                    }
                )
        )
        {
            Provider = time => breaks(new InMemoryProvider(time)),
        };

    /// <summary>Stores other messages of a turn than it was given.</summary>
    sealed class Altering(IProvider inner, Func<IReadOnlyList<NewMessage>, IReadOnlyList<NewMessage>> alter)
        : DelegatingProvider(inner)
    {
        public override Task<IReadOnlyList<TurnStored>> CommitTurnsAsync(
            IReadOnlyList<TurnCommit> turns,
            CancellationToken cancellationToken
        ) =>
            Inner.CommitTurnsAsync(
                [.. turns.Select(turn => turn with { Messages = alter(turn.Messages) })],
                cancellationToken
            );
    }

    sealed class Doubling(IProvider inner) : DelegatingProvider(inner)
    {
        public override Task<IReadOnlyList<bool>> EnqueueAsync(
            IReadOnlyList<NewMessage> messages,
            CancellationToken cancellationToken
        )
        {
            Inner.EnqueueAsync(messages, cancellationToken).GetAwaiter().GetResult();
            return Inner.EnqueueAsync(messages, cancellationToken);
        }
    }

    /// <summary>Keeps each second message back until the next one is sent.</summary>
    sealed class Swapping(IProvider inner) : DelegatingProvider(inner)
    {
        readonly List<NewMessage> kept = [];

        public override async Task<IReadOnlyList<bool>> EnqueueAsync(
            IReadOnlyList<NewMessage> messages,
            CancellationToken cancellationToken
        )
        {
            if (kept.Count == 0)
            {
                kept.AddRange(messages);
                return [.. messages.Select(_ => true)];
            }
            var taken = await Inner.EnqueueAsync(messages, cancellationToken);
            await Inner.EnqueueAsync([.. kept], cancellationToken);
            kept.Clear();
            return taken;
        }
    }
}
