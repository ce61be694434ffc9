using System.Collections.Concurrent;
using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Programs that talk: four conversations on two workers, a chat over queue and status, an eternal actor.</summary>
public abstract class ConversationScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Four_conversations_on_two_workers_never_miss_their_cache()
    {
        var misses = new ConcurrentBag<string>();
        var conversation = new Orchestration<int, string>(
            "conversation",
            async (context, turns) =>
            {
                var session = $"session of {context.Instance}";
                for (var turn = 1; turn <= turns; turn++)
                {
                    var prompt = await context.ReceiveMessage<string>("prompts");
                    context.SetCustomStatus(
                        await context.ScheduleActivity<string, string>("answer", prompt, new() { Session = session })
                    );
                }
                return context.CustomStatus!;
            }
        );
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var cache = new ConcurrentDictionary<string, int>();
            var answer = new Activity<string, string>(
                "answer",
                (context, prompt) =>
                {
                    var turn = cache.AddOrUpdate(context.Session!, 1, (_, known) => known + 1);
                    if (!prompt.EndsWith($" {turn}", StringComparison.Ordinal))
                    {
                        misses.Add(prompt);
                    }
                    return Task.FromResult($"answer to {prompt}");
                }
            );
            await RunAsync(
                options => options with { MaxSessions = 3 },
                await OpenNodeAsync(),
                new RegistryBuilder().Add(answer).Add(conversation)
            );
        }
        foreach (var number in Enumerable.Range(1, 4))
        {
            await StartAsync(conversation, $"talk {number}", 5);
        }

        foreach (var turn in Enumerable.Range(1, 5))
        {
            foreach (var number in Enumerable.Range(1, 4))
            {
                await Client.SendMessageAsync($"talk {number}", "prompts", $"prompt {turn}", Cancellation);
            }
            await PassAsync(TimeSpan.FromSeconds(10));
        }

        foreach (var number in Enumerable.Range(1, 4))
        {
            Assert.Equal("answer to prompt 5", await OutputOfAsync<string>($"talk {number}"));
        }
        Assert.Empty(misses);
    }

    [Fact]
    public async Task A_chat_answers_each_message_in_an_execution_of_its_own()
    {
        var answer = new Activity<string, string>("answer", (_, said) => Task.FromResult($"you said {said}"));
        var chat = new Orchestration<int, int>(
            "chat",
            async (context, answered) =>
            {
                var said = await context.ReceiveMessage<string>("messages");
                if (said == "bye")
                {
                    context.SetCustomStatus("bye");
                    return answered;
                }
                context.SetCustomStatus(await context.ScheduleActivity(answer, said));
                return await context.ContinueAsNew(answered + 1);
            }
        );
        Code.Add(answer).Add(chat);
        await RunAsync();
        await StartAsync(chat, "chat", 0);

        var seen = 0L;
        foreach (var said in new[] { "one", "two", "three", "four" })
        {
            await Client.SendMessageAsync("chat", "messages", said, Cancellation);
            var status = await PassUntilAsync(
                Client.WaitForCustomStatusAsync("chat", seen, cancellationToken: Cancellation)
            );
            var info = Assert.IsType<OrchestrationStatus.Running>(status).Info;
            Assert.Equal($"you said {said}", info.CustomStatus);
            seen = info.CustomStatusVersion;
        }
        await Client.SendMessageAsync("chat", "messages", "bye", Cancellation);

        Assert.Equal(4, await OutputOfAsync<int>("chat"));
        Assert.Equal(5, (await Client.Management.ListExecutionsAsync("chat", Cancellation)).Count);
    }

    [Fact]
    public async Task Many_messages_at_once_are_answered_one_by_one_over_a_crash()
    {
        var order = new ConcurrentQueue<int>();
        var handle = new Activity<int, int>(
            "handle",
            (_, number) =>
            {
                order.Enqueue(number);
                return Task.FromResult(number);
            }
        );
        var mailbox = new Orchestration<int, int>(
            "mailbox",
            async (context, count) =>
            {
                await context.ScheduleActivity(handle, await context.ReceiveMessage<int>("mail"));
                return count == 30 ? count : await context.ContinueAsNew(count + 1);
            }
        );
        Code.Add(handle).Add(mailbox);
        var first = await OpenNodeAsync();
        await RunAsync(node: first);
        await StartAsync(mailbox, "mailbox", 1);
        foreach (var number in Enumerable.Range(1, 30))
        {
            await Client.SendMessageAsync("mailbox", "mail", number, Cancellation);
        }
        await UntilAsync(() => order.Count > 3);
        first.Kill();

        await RunAsync();

        Assert.Equal(30, await OutputOfAsync<int>("mailbox"));
        Assert.Equal(Enumerable.Range(1, 30), order.Distinct());
        Assert.InRange(order.Count, 30, 31);
    }

    [Fact]
    public async Task An_eternal_actor_prunes_its_own_past()
    {
        var prune = new Activity<InstanceId, long>(
            "prune",
            async (context, instance) =>
            {
                var client = context.GetFeature<DuroxideClient>()!;
                var options = new PruneOptions { KeepLast = 2 };
                return (await client.Management.PruneExecutionsAsync(instance, options)).Executions;
            }
        );
        var actor = new Orchestration<int, int>(
            "actor",
            async (context, cycle) =>
            {
                context.SetValue("health", cycle);
                await context.ScheduleTimer(TimeSpan.FromMinutes(5));
                await context.ScheduleActivity(prune, context.Instance);
                return await context.ContinueAsNew(cycle + 1);
            }
        );
        Code.Add(prune).Add(actor);
        await RunAsync();
        await StartAsync(actor, "actor", 1);

        await UntilAsync(async () => await Client.GetValueAsync<int>("actor", "health", Cancellation) == 12);

        var executions = await Client.Management.ListExecutionsAsync("actor", Cancellation);
        Assert.InRange(executions.Count, 2, 3);
        Assert.Equal(12, executions[^1].Execution.Value);
        await Client.CancelAsync("actor", "shutting down", Cancellation);
        Assert.Equal("canceled: shutting down", (await FailureOfAsync("actor")).Display);
    }
}
