using System.Globalization;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Orchestrations send to each other, to parents, to children and to themselves: once, whatever fails.</summary>
public abstract class SendScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Orchestration<int, string> Reader = new(
        "reader",
        async (context, count) =>
        {
            List<string> got = [];
            while (got.Count < count)
            {
                got.Add(await context.ReceiveMessage<string>("words"));
            }
            return string.Join(' ', got);
        }
    );

    private static readonly Activity<int, int> Work = new("work", (_, number) => Task.FromResult(number));

    [Fact]
    public async Task Two_orchestrations_play_to_each_other_by_their_ids()
    {
        var player = new Orchestration<string, int>(
            "player",
            async (context, other) =>
            {
                if (context.Instance.Value == "one")
                {
                    context.SendMessage(other, "ball", 1);
                }
                var ball = 0;
                while (ball < 9)
                {
                    ball = await context.ReceiveMessage<int>("ball");
                    context.SendMessage(other, "ball", ball + 1);
                }
                return ball;
            }
        );
        Code.Add(player);
        await RunAsync();

        await StartAsync(player, "two", "one");
        await StartAsync(player, "one", "two");

        Assert.Equal(9, await OutputOfAsync<int>("two"));
        Assert.Equal(10, await OutputOfAsync<int>("one"));
    }

    [Fact]
    public async Task An_event_reaches_the_wait_that_is_open_and_one_that_nobody_waits_for_is_lost()
    {
        var waiting = new Orchestration<Unit, string>(
            "waiting",
            async (context, _) => await context.ScheduleWait<string>("go")
        );
        var sender = new Orchestration<Unit, string>(
            "sender",
            async (context, _) =>
            {
                context.RaiseEvent("waiting", "stop", "lost");
                context.RaiseEvent("waiting", "go", "now");
                context.RaiseEvent("waiting", "go", "too late");
                return await context.ScheduleActivity(Work, 1) == 1 ? "sent" : "";
            }
        );
        Code.Add(Work).Add(waiting).Add(sender);
        await RunAsync();
        await StartAsync(waiting, "waiting", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("waiting");

        await StartAsync(sender, "sender", Unit.Value);

        Assert.Equal("sent", await OutputOfAsync<string>("sender"));
        Assert.Equal("now", await OutputOfAsync<string>("waiting"));
    }

    [Fact]
    public async Task A_parent_and_its_child_send_to_each_other()
    {
        var child = new Orchestration<string, string>(
            "child",
            async (context, parent) =>
            {
                context.SendMessage(parent, "words", "from-below");
                return await context.ReceiveMessage<string>("words");
            }
        );
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                // It is there, with the turn, before the message to it is.
                var below = context.ScheduleSubOrchestration(
                    child,
                    context.Instance.Value,
                    new() { Instance = "child" }
                );
                context.SendMessage("child", "words", "from-above");
                return $"{await context.ReceiveMessage<string>("words")} {await below}";
            }
        );
        Code.Add(child).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Equal("from-below from-above", await OutputOfAsync<string>("parent"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task What_an_orchestration_sends_to_itself_comes_with_a_later_turn_and_over_continue_as_new(int hot)
    {
        var own = new Orchestration<int, string>(
            "own",
            async (context, round) =>
            {
                context.SendMessage(context.Instance, "words", $"{round}");
                if (round < 3)
                {
                    return await context.ContinueAsNew(round + 1);
                }
                var wait = context.ScheduleWait<int>("mine");
                context.RaiseEvent(context.Instance, "mine", 7);
                var text = await wait.AsTask() + await context.ScheduleActivity(Work, 1);
                for (var number = 1; number <= 3; number++)
                {
                    text += int.Parse(await context.ReceiveMessage<string>("words"), CultureInfo.InvariantCulture) * 10;
                }
                return text.ToString(CultureInfo.InvariantCulture);
            }
        );
        Code.Add(Work).Add(own);
        await RunAsync(options => options with { HotInstances = hot });

        await StartAsync(own, "own", 1);

        Assert.Equal("68", await OutputOfAsync<string>("own"));
    }

    [Fact]
    public async Task What_is_sent_to_nobody_or_to_one_that_has_ended_fails_nobody()
    {
        var sender = new Orchestration<Unit, string>(
            "sender",
            async (context, _) =>
            {
                context.SendMessage("nobody", "words", "lost");
                context.RaiseEvent("ended", "words", "lost");
                await context.ScheduleActivity(Work, 1);
                context.StartOrchestration(Reader, "nobody", 1);
                context.SendMessage("nobody", "words", "heard");
                return "sent";
            }
        );
        Code.Add(Work).Add(Reader).Add(sender);
        await RunAsync();
        await StartAsync(Reader, "ended", 0);
        await EndOfAsync("ended");

        await StartAsync(sender, "sender", Unit.Value);

        Assert.Equal("sent", await OutputOfAsync<string>("sender"));
        Assert.Equal("heard", await OutputOfAsync<string>("nobody"));
    }

    [Fact]
    public async Task An_instance_hears_from_one_on_another_node()
    {
        var sender = Sender(5);
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Reader));
        await RunAsync(node: await OpenNodeAsync(), code: new RegistryBuilder().Add(Work).Add(sender));
        await StartAsync(Reader, "reader", 5);

        await StartAsync(sender, "sender", Unit.Value);

        Assert.Equal("0 1 2 3 4", await OutputOfAsync<string>("reader"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commits_that_fail_and_commits_whose_answers_are_lost_send_once(bool before)
    {
        var calls = 0;
        Task Fail(ProviderCall call) =>
            call.Method == nameof(IProvider.CommitTurnsAsync) && Interlocked.Increment(ref calls) % 2 == 1
                ? throw new ProviderException(call.Method, "the store is busy", isRetryable: true)
                : Task.CompletedTask;
        if (before)
        {
            Provider.Before = Fail;
        }
        else
        {
            Provider.After = Fail;
        }
        var sender = Sender(6);
        Code.Add(Work).Add(Reader).Add(sender);
        await RunAsync();
        await StartAsync(Reader, "reader", 7);

        await StartAsync(sender, "sender", Unit.Value);
        Assert.Equal("sent", await OutputOfAsync<string>("sender"));
        await Client.SendMessageAsync("reader", "words", "end", Cancellation);

        Assert.Equal("0 1 2 3 4 5 end", await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task A_sender_that_is_replayed_on_another_node_sends_nothing_again()
    {
        var sender = Sender(4);
        Code.Add(Work).Add(Reader).Add(sender);
        var first = await RunAsync();
        await StartAsync(Reader, "reader", 5);
        await StartAsync(sender, "sender", Unit.Value);
        await UntilFactAsync<Fact.Applied>("sender");
        await StopAsync(first);

        await RunAsync(options => options with { HotInstances = 0 });

        Assert.Equal("sent", await OutputOfAsync<string>("sender"));
        await Client.SendMessageAsync("reader", "words", "end", Cancellation);
        Assert.Equal("0 1 2 3 end", await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task A_fork_sends_nothing_that_it_keeps_and_a_restart_sends_all_again()
    {
        var sender = Sender(3);
        Code.Add(Work).Add(Reader).Add(sender);
        await RunAsync();
        await StartAsync(Reader, "reader", 7);
        await StartAsync(sender, "sender", Unit.Value);
        await EndOfAsync("sender");

        // The last reaction is what a fork repeats.
        await Client.Management.ForkInstanceAsync("sender", "fork", cancellationToken: Cancellation);
        Assert.Equal("sent", await OutputOfAsync<string>("fork"));
        await Client.Management.RestartInstanceAsync("sender", cancellationToken: Cancellation);

        Assert.Equal("0 1 2 2 0 1 2", await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task A_fork_sends_to_its_own_instance_from_where_it_goes_on_and_repeats_what_the_other_one_sent_to_its_own()
    {
        var own = new Orchestration<Unit, string>(
            "own",
            async (context, _) =>
            {
                context.SendMessage(context.Instance, "words", $"of {context.Instance}");
                var before = await context.ReceiveMessage<string>("words");
                await context.ScheduleActivity(Work, 1);
                context.SendMessage(context.Instance, "words", $"of {context.Instance}");
                return $"{before} {await context.ReceiveMessage<string>("words")}";
            }
        );
        Code.Add(Work).Add(own);
        await RunAsync();
        await StartAsync(own, "one", Unit.Value);
        await EndOfAsync("one");
        var history = await Client.ReadHistoryAsync("one", cancellationToken: Cancellation);
        var second = history!.Events.Last(happened => happened.Fact is Fact.Applied).Id;

        await Client.Management.ForkInstanceAsync("one", "two", new() { Before = second }, Cancellation);

        Assert.Equal("of one of two", await OutputOfAsync<string>("two"));
    }

    [Fact]
    public async Task A_turn_that_fails_sends_what_came_before_and_nothing_of_what_was_refused()
    {
        var failing = new Orchestration<int, string>(
            "failing",
            (context, length) =>
            {
                context.SendMessage("reader", "words", $"{length}");
                context.SendMessage("reader", "words", new string('x', length));
                throw new InvalidOperationException("the end");
            }
        );
        Code.Add(Reader).Add(failing);
        await RunAsync(options => options with { Limits = new() { InputBytes = 100 } });
        await StartAsync(Reader, "reader", 4);

        await StartAsync(failing, "refused", 99);
        var refusal = await FailureOfAsync("refused");
        await StartAsync(failing, "thrown", 1);
        var thrown = await FailureOfAsync("thrown");
        await Client.SendMessageAsync("reader", "words", "end", Cancellation);

        Assert.Contains("data of a message to queue words is 101 bytes", refusal.Display, StringComparison.Ordinal);
        Assert.Contains("the end", thrown.Display, StringComparison.Ordinal);
        Assert.Equal("99 1 x end", await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task What_is_sent_to_a_suspended_instance_waits_for_it()
    {
        var sender = Sender(3);
        Code.Add(Work).Add(Reader).Add(sender);
        await RunAsync();
        await StartAsync(Reader, "reader", 3);
        await Client.Management.SuspendInstanceAsync("reader", "for now", cancellationToken: Cancellation);
        await StartAsync(sender, "sender", Unit.Value);
        await EndOfAsync("sender");

        await Client.Management.ResumeInstanceAsync("reader", cancellationToken: Cancellation);

        Assert.Equal("0 1 2", await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task A_taken_id_is_heard_of_before_what_the_same_turn_sent_to_itself()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                var message = context.ReceiveMessage<string>("words");
                context.SendMessage(context.Instance, "words", "from myself");
                var child = context.ScheduleSubOrchestration(Reader, 1, new() { Instance = "taken" });
                return (await context.Select(message, context.Branch(() => FailureOfAsync(child)))).Match(
                    text => text,
                    failure => failure
                );
            }
        );
        Code.Add(Reader).Add(parent);
        await RunAsync();
        await StartAsync(Reader, "taken", 1);

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Contains("exists already", await OutputOfAsync<string>("parent"), StringComparison.Ordinal);

        static async Task<string> FailureOfAsync(DurableTask<string> child)
        {
            try
            {
                return await child;
            }
            catch (SubOrchestrationFailedException error)
            {
                return error.Message;
            }
        }
    }

    private static Orchestration<Unit, string> Sender(int count) =>
        new(
            "sender",
            async (context, _) =>
            {
                for (var number = 0; number < count; number++)
                {
                    context.SendMessage("reader", "words", $"{await context.ScheduleActivity(Work, number)}");
                }
                return "sent";
            }
        );
}
