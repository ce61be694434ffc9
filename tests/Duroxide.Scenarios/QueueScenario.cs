using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>Queues are first in, first out, and lose nothing between the start and the last ending.</summary>
public abstract class QueueScenario<TFixture> : StorageScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Messages_wait_for_their_reader_and_come_in_order()
    {
        var reader = Reading(5);
        await StartAsync(reader, "reader", Unit.Value);
        await SendAsync("reader", "a", "b", "c", "d", "e");

        await RunAsync(code: new RegistryBuilder().Add(reader));

        Assert.Equal("abcde", await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task Two_hundred_buffered_messages_are_read_in_one_go()
    {
        var reader = Reading(200);
        await StartAsync(reader, "reader", Unit.Value);
        var messages = Enumerable.Range(0, 200).Select(number => $"{number},").ToArray();
        await SendAsync("reader", messages);

        await RunAsync(code: new RegistryBuilder().Add(reader));

        Assert.Equal(string.Concat(messages), await OutputOfAsync<string>("reader"));
    }

    [Fact]
    public async Task A_wait_that_lost_its_race_takes_no_later_message()
    {
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                var first = await context.Select(
                    context.ReceiveMessage<string>("q"),
                    context.ScheduleTimer(TimeSpan.FromSeconds(1))
                );
                context.SetCustomStatus("raced");
                var one = await context.ReceiveMessage<string>("q");
                return $"{first.Index}{one}{await context.ReceiveMessage<string>("q")}";
            }
        );
        Code.Add(racing);
        await RunAsync();
        await StartAsync(racing, "racing", Unit.Value);
        await UntilStatusAsync("racing", "raced");

        await SendAsync("racing", "x", "y");

        Assert.Equal("1xy", await OutputOfAsync<string>("racing"));
    }

    [Fact]
    public async Task A_message_that_came_with_the_lost_race_is_not_lost()
    {
        var racing = new Orchestration<Unit, string>(
            "racing",
            async (context, _) =>
            {
                await context.Select(context.ReceiveMessage<string>("q"), context.ScheduleWait<string>("Go"));
                return await context.ReceiveMessage<string>("q");
            }
        );
        Code.Add(racing);
        var runtime = await RunAsync();
        await StartAsync(racing, "racing", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("racing", count: 2);
        await StopAsync(runtime);
        await Client.RaiseEventAsync("racing", "Go", "", Cancellation);
        await SendAsync("racing", "kept");

        await RunAsync();

        Assert.Equal("kept", await OutputOfAsync<string>("racing"));
    }

    [Fact]
    public async Task Unread_messages_are_carried_to_the_next_execution_in_order()
    {
        var oneEach = new Orchestration<string, string>(
            "one each",
            async (context, soFar) =>
            {
                var next = soFar + await context.ReceiveMessage<string>("q");
                return next.Length == 60 ? next : await context.ContinueAsNew(next);
            }
        );
        await StartAsync(oneEach, "rolling", "");
        var letters = Enumerable.Range(0, 60).Select(number => $"{(char)('A' + number)}").ToArray();
        await SendAsync("rolling", letters);

        await RunAsync(code: new RegistryBuilder().Add(oneEach));

        // The reference drops all but twenty of them.
        Assert.Equal(string.Concat(letters), await OutputOfAsync<string>("rolling"));
    }

    [Fact]
    public async Task Queues_keep_to_themselves_and_apart_from_events_of_the_same_name()
    {
        var mixed = new Orchestration<Unit, string>(
            "mixed",
            async (context, _) =>
            {
                var fromEvent = context.ScheduleWait<string>("same");
                var fromB = await context.ReceiveMessage<string>("b");
                var fromSame = await context.ReceiveMessage<string>("same");
                return $"{fromB}{fromSame}{await fromEvent}{await context.ReceiveMessage<string>("a")}";
            }
        );
        Code.Add(mixed);
        await RunAsync();
        await StartAsync(mixed, "mixed", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("mixed");

        await Client.SendMessageAsync("mixed", "a", "1", Cancellation);
        await Client.SendMessageAsync("mixed", "same", "2", Cancellation);
        await Client.RaiseEventAsync("mixed", "same", "3", Cancellation);
        await Client.SendMessageAsync("mixed", "b", "4", Cancellation);

        Assert.Equal("4231", await OutputOfAsync<string>("mixed"));
    }

    [Fact]
    public async Task A_hot_reload_loses_no_change_of_configuration()
    {
        var work = new Activity<string, string>("work", (_, setting) => Task.FromResult(setting));
        var service = new Orchestration<string, string>(
            "service",
            async (context, setting) =>
            {
                var used = setting;
                for (var cycle = 0; cycle < 4; cycle++)
                {
                    var either = await context.Select(
                        context.ReceiveMessage<string>("config"),
                        context.ScheduleTimer(TimeSpan.FromSeconds(10))
                    );
                    used = either.Match(change => change, _ => used);
                    context.SetCustomStatus(await context.ScheduleActivity(work, used));
                }
                return used == "last" ? used : await context.ContinueAsNew(used);
            }
        );
        Code.Add(work).Add(service);
        await RunAsync();
        await StartAsync(service, "service", "default");
        foreach (var change in new[] { "one", "two", "three", "four", "five", "last" })
        {
            await Client.SendMessageAsync("service", "config", change, Cancellation);
            await UntilStatusOrEndAsync("service", change);
        }

        Assert.Equal("last", await OutputOfAsync<string>("service"));
    }

    [Fact]
    public async Task What_comes_after_the_end_is_not_recorded()
    {
        var reader = Reading(1);
        await StartAsync(reader, "reader", Unit.Value);
        await SendAsync("reader", "a", "b");

        await RunAsync(code: new RegistryBuilder().Add(reader));

        Assert.Equal("a", await OutputOfAsync<string>("reader"));
        Assert.IsType<Fact.Ended>((await FactsOfAsync("reader"))[^1]);
    }

    [Fact]
    public async Task Typed_messages_come_out_as_they_went_in()
    {
        var reader = new Orchestration<Unit, string>(
            "reader",
            async (context, _) => (await context.ReceiveMessage<Order>("orders")).ToString()
        );
        Code.Add(reader);
        await RunAsync();
        await StartAsync(reader, "reader", Unit.Value);
        var order = new Order("17", 3);

        await Client.SendMessageAsync("reader", "orders", order, Cancellation);

        Assert.Equal(order.ToString(), await OutputOfAsync<string>("reader"));
    }

    /// <summary>An example of a message.</summary>
    public sealed record Order(string Id, int Count);

    private static Orchestration<Unit, string> Reading(int count) =>
        new(
            "reading",
            async (context, _) =>
            {
                var text = "";
                for (var number = 0; number < count; number++)
                {
                    text += await context.ReceiveMessage<string>("q");
                }
                return text;
            }
        );

    private async Task SendAsync(InstanceId instance, params string[] messages)
    {
        foreach (var message in messages)
        {
            Assert.True(await Client.SendMessageAsync(instance, "q", message, Cancellation));
        }
    }

    private Task UntilStatusOrEndAsync(InstanceId instance, string status) =>
        UntilAsync(async () =>
            (await Client.GetStatusAsync(instance, Cancellation)).Match(
                _ => false,
                running => running.Info.CustomStatus == status,
                _ => true,
                _ => true
            )
        );
}
