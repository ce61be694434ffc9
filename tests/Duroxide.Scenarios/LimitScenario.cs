using Duroxide.Core;

namespace Duroxide.Scenarios;

/// <summary>What is too much ends the instance once and clearly, and its parent is told.</summary>
public abstract class LimitScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    private static readonly Limits Small = Limits.Default with
    {
        InputBytes = 100,
        OutputBytes = 100,
        NameBytes = 40,
        ValueBytes = 10,
        CarriedMessages = 2,
        HistoryEvents = 40,
    };

    private static readonly Activity<int, string> Text = new(
        "text",
        (_, length) => Task.FromResult(new string('t', length))
    );

    [Theory]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("name")]
    [InlineData("value")]
    [InlineData("child")]
    [InlineData("next")]
    [InlineData("events")]
    public async Task Asking_for_too_much_ends_the_instance_once(string what)
    {
        Code.Add(Text).Add(Greedy);
        await RunAsync(options => options with { Limits = Small });

        await StartAsync(Greedy, "greedy", what);

        var failure = Assert.IsType<OrchestrationStatus.Failed>(await EndOfAsync("greedy")).Failure;
        Assert.Contains("exceeds limit", failure.Display, StringComparison.Ordinal);
        var facts = await FactsOfAsync("greedy");
        Assert.Single(facts.OfType<Fact.Ended>());
        Assert.IsType<Fact.Ended>(facts[^1]);
    }

    [Theory]
    [InlineData("too long")]
    [InlineData("not a number")]
    public async Task A_result_that_cannot_be_stored_is_not_tried_again(string what)
    {
        var runs = 0;
        var measuring = new Activity<string, object>(
            "measuring",
            (_, _) =>
            {
                runs++;
                return Task.FromResult(what == "too long" ? (object)new string('t', 1000) : double.NaN);
            }
        );
        var trying = new Orchestration<string, object>(
            "trying",
            async (context, input) =>
                await context.ScheduleActivity(measuring, input, new() { Retry = RetryPolicy.Immediate(5) })
        );
        Code.Add(measuring).Add(trying);
        await RunAsync(options => options with { Limits = Small });

        await StartAsync(trying, "trying", what);

        var failure = Assert.IsType<Failure.Application>(await FailureOfAsync("trying"));
        Assert.Equal("Duroxide.PayloadException", failure.ErrorType);
        Assert.False(failure.Retryable);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task The_parent_of_a_child_that_asked_for_too_much_is_told()
    {
        var parent = new Orchestration<Unit, string>(
            "parent",
            async (context, _) =>
            {
                try
                {
                    return await context.ScheduleSubOrchestration(Greedy, "value");
                }
                catch (SubOrchestrationFailedException failed)
                {
                    return failed.Failure.Display[..60];
                }
            }
        );
        Code.Add(Text).Add(Greedy).Add(parent);
        await RunAsync(options => options with { Limits = Small });

        await StartAsync(parent, "parent", Unit.Value);

        Assert.Contains("exceeds limit", await OutputOfAsync<string>("parent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_of_children_without_end_are_stopped_by_the_length_of_their_ids()
    {
        var endless = new Orchestration<Unit, string>(
            "endless",
            async (context, _) => await context.ScheduleSubOrchestration<Unit, string>("endless", Unit.Value)
        );
        Code.Add(endless);
        await RunAsync(options => options with { Limits = new() { NameBytes = 200 } });

        await StartAsync(endless, "endless", Unit.Value);

        var failure = await FailureOfAsync("endless");
        Assert.Contains("(Limits.NameBytes)", failure.Display, StringComparison.Ordinal);
        Assert.Contains(
            "the instance id made for sub-orchestration endless",
            failure.Display,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_activity_whose_output_is_too_long_fails_and_can_be_caught()
    {
        var calling = new Orchestration<Unit, string>(
            "calling",
            async (context, _) =>
            {
                try
                {
                    return await context.ScheduleActivity(Text, 1000);
                }
                catch (ActivityFailedException failed)
                {
                    return failed.Failure.Display[..20];
                }
            }
        );
        Code.Add(Text).Add(calling);
        await RunAsync(options => options with { Limits = Small });

        await StartAsync(calling, "calling", Unit.Value);

        Assert.Equal("the output of activi", await OutputOfAsync<string>("calling"));
    }

    [Fact]
    public async Task A_sender_cannot_end_a_receiver_and_nothing_is_lost()
    {
        var reading = new Orchestration<List<int>, List<int>>(
            "reading",
            async (context, read) =>
            {
                await context.ReceiveMessage<int>("go");
                foreach (var _ in Enumerable.Range(0, 5))
                {
                    read.Add(await context.ReceiveMessage<int>("q"));
                }
                return read.Count == 60 ? read : await context.ContinueAsNew(read);
            }
        );
        Code.Add(reading);
        await RunAsync(options => options with { Limits = Small with { InputBytes = 1000, OutputBytes = 1000 } });
        await StartAsync(reading, "reading", []);
        foreach (var number in Enumerable.Range(1, 60))
        {
            Assert.True(await Client.SendMessageAsync("reading", "q", number, Cancellation));
        }
        await UntilAsync(() => Log.Holds("has no room for"));

        foreach (var _ in Enumerable.Range(0, 12))
        {
            await Client.SendMessageAsync("reading", "go", 0, Cancellation);
        }

        Assert.Equal(Enumerable.Range(1, 60), await OutputOfAsync<List<int>>("reading"));
    }

    [Fact]
    public async Task A_client_is_told_at_once_what_is_too_long()
    {
        var client = new DuroxideClient(Provider, options: new() { Time = Time, Limits = Small });

        var refused = await Assert.ThrowsAsync<ClientException>(() =>
            client.StartOrchestrationAsync(Greedy, "greedy", new string('i', 200), cancellationToken: Cancellation)
        );

        Assert.IsType<ClientError.InvalidInput>(refused.Error);
        Assert.IsType<OrchestrationStatus.NotFound>(await client.GetStatusAsync("greedy", Cancellation));
    }

    [Fact]
    public async Task A_lowered_limit_ends_no_running_instance()
    {
        var patient = new Orchestration<Unit, string>(
            "patient",
            async (context, _) =>
            {
                context.SetValue("key", new string('v', 1000));
                await context.ReceiveMessage<int>("go");
                return "done";
            }
        );
        Code.Add(patient);
        var first = await RunAsync();
        await StartAsync(patient, "patient", Unit.Value);
        await UntilFactAsync<Fact.Scheduled>("patient");
        await StopAsync(first);

        await RunAsync(options => options with { Limits = Small });
        await Client.SendMessageAsync("patient", "go", 1, Cancellation);

        Assert.Equal("done", await OutputOfAsync<string>("patient"));
    }

    private static readonly Orchestration<string, string> Greedy = new(
        "greedy",
        async (context, what) =>
        {
            var much = new string('m', 200);
            switch (what)
            {
                case "input":
                    return await context.ScheduleActivity<string, string>("text", much);
                case "output":
                    return much;
                case "name":
                    return await context.ScheduleWait<string>(much);
                case "value":
                    context.SetValue("key", much);
                    return what;
                case "child":
                    return await context.ScheduleSubOrchestration<string, string>("greedy", much);
                case "next":
                    return await context.ContinueAsNew(much);
                default:
                    for (var number = 0; number < 100; number++)
                    {
                        await context.ScheduleActivity(Text, 1);
                    }
                    return what;
            }
        }
    );
}
