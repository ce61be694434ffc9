using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class StartTests : ClientDesk
{
    static readonly Orchestration<Order, bool> Fulfil = new("orders/fulfil", (_, _) => Task.FromResult(true));

    [Fact]
    public async Task A_start_is_stored_with_its_name_version_and_input()
    {
        var version = SemanticVersion.Parse("2.0.0");

        Assert.True(
            await Client.StartOrchestrationAsync(Fulfil, "order-17", new Order(17, "Zoë"), new() { Version = version })
        );

        var history = await Client.ReadHistoryAsync("order-17");
        Assert.Equal(
            new Header(
                "order-17",
                ExecutionId.First,
                "orders/fulfil",
                version,
                """{"number":17,"customer":"Zo\u00EB"}""",
                history!.Header.Nonce
            ),
            history.Header
        );
        Assert.Equal(Time.GetUtcNow(), history.Requested);
        Assert.Empty(history.Events);
    }

    [Fact]
    public async Task Starting_an_instance_that_exists_leaves_it_as_it_is()
    {
        await Client.StartOrchestrationAsync("first", "order-17", 1);

        Assert.False(await Client.StartOrchestrationAsync("second", "order-17", 2));

        var header = (await Client.ReadHistoryAsync("order-17"))!.Header;
        Assert.Equal(("first", "1"), (header.Name, header.Input));
    }

    [Fact]
    public async Task Starting_an_instance_that_has_ended_starts_nothing()
    {
        await StartAsync("order-17");
        await EndAsync("order-17", new Ending.Completed("5"));

        Assert.False(await Client.StartOrchestrationAsync("orders/fulfil", "order-17", 17));
        Assert.Equal(5, await Client.WaitForCompletionAsync<int>("order-17"));
    }

    [Fact]
    public async Task An_id_that_is_reserved_is_refused()
    {
        var error = await RefusedAsync(() => Client.StartOrchestrationAsync("a", "sub::5", 1));

        Assert.Contains("reserved", Assert.IsType<ClientError.InvalidInput>(error).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_was_never_given_starts_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client.StartOrchestrationAsync("a", default, 1));
    }

    [Fact]
    public async Task An_id_is_limited_in_bytes_and_not_in_characters()
    {
        Assert.True(await Client.StartOrchestrationAsync("a", new string('ë', 512), 1));

        var error = await RefusedAsync(() => Client.StartOrchestrationAsync("a", new string('ë', 513), 1));

        Assert.Contains(
            "is 1026 bytes and exceeds limit 1024 bytes (Limits.NameBytes). Choose a shorter one",
            Assert.IsType<ClientError.InvalidInput>(error).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_input_as_long_as_the_limit_is_taken_and_a_longer_one_is_refused()
    {
        var client = new DuroxideClient(Provider, options: new() { Limits = Limits.Default with { InputBytes = 10 } });

        Assert.True(await client.StartOrchestrationAsync("a", "fits", new Payload("1234567890")));
        var error = await RefusedAsync(() => client.StartOrchestrationAsync("a", "long", new Payload("12345678901")));

        Assert.Contains("input of orchestration 'a'", error.Message, StringComparison.Ordinal);
        Assert.IsType<OrchestrationStatus.NotFound>(await client.GetStatusAsync("long"));
    }

    [Fact]
    public async Task An_input_that_cannot_be_written_is_refused_with_the_reason()
    {
        var error = await RefusedAsync(() => Client.StartOrchestrationAsync<Func<int>>("a", "order-17", () => 5));

        Assert.Contains("input of orchestration 'a'", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsRetryable);
    }

    [Fact]
    public async Task Many_are_started_in_one_call_which_says_of_each_whether_it_is_new()
    {
        await StartAsync("order-2");
        var calls = 0;
        var client = new DuroxideClient(
            InterposedProvider.Over(
                Provider,
                method => method == nameof(IProvider.CreateInstancesAsync) && ++calls > 1,
                () => throw new InvalidOperationException("One call is enough.")
            )
        );
        var version = SemanticVersion.Parse("2.0.0");

        var created = await client.StartOrchestrationsAsync(
            Fulfil,
            Enumerable.Range(1, 3).Select(number => new InstanceStart<Order>($"order-{number}", new(number, "Zoë"))),
            new() { Version = version }
        );

        Assert.Equal([true, false, true], created);
        var header = (await Client.ReadHistoryAsync("order-3"))!.Header;
        Assert.Equal(("orders/fulfil", version), (header.Name, header.Version));
        Assert.Equal(new Order(3, "Zoë"), Client.Decode<Order>(header.Input));
        Assert.Equal("17", (await Client.ReadHistoryAsync("order-2"))!.Header.Input);
    }

    [Fact]
    public async Task Many_are_started_by_the_name_of_their_orchestration()
    {
        var created = await Client.StartOrchestrationsAsync(
            "orders/fulfil",
            [new InstanceStart<Order>("order-1", new(1, "Zoë"))],
            new() { Tags = ValueMap<string, string>.Empty.Set("region", "eu") }
        );

        Assert.Equal([true], created);
        var header = (await Client.ReadHistoryAsync("order-1"))!.Header;
        Assert.Equal(("orders/fulfil", "eu"), (header.Name, header.Tags["region"]));
        Assert.Equal(new Order(1, "Zoë"), Client.Decode<Order>(header.Input));
    }

    [Fact]
    public async Task An_id_that_comes_twice_is_started_with_its_first_input()
    {
        var created = await Client.StartOrchestrationsAsync(
            Fulfil,
            [new("twice", new(1, "first")), new("twice", new(2, "second"))]
        );

        Assert.Equal([true, false], created);
        var header = (await Client.ReadHistoryAsync("twice"))!.Header;
        Assert.Equal("first", Client.Decode<Order>(header.Input).Customer);
    }

    [Fact]
    public async Task Starting_none_starts_none() => Assert.Empty(await Client.StartOrchestrationsAsync(Fulfil, []));

    [Theory]
    [InlineData("sub::5", "Zoë", "reserved")]
    [InlineData("long", "somebody whose name is too long", "'orders/fulfil' for instance 'long'")]
    public async Task One_that_is_refused_starts_none(string instance, string customer, string reason)
    {
        var client = new DuroxideClient(Provider, options: new() { Limits = Limits.Default with { InputBytes = 40 } });

        var error = await RefusedAsync(() =>
            client.StartOrchestrationsAsync(
                Fulfil,
                [new("good", new(1, "Zoë")), new(instance, new(2, customer)), new("good too", new(3, "Zoë"))]
            )
        );

        Assert.Contains(reason, Assert.IsType<ClientError.InvalidInput>(error).Reason, StringComparison.Ordinal);
        Assert.Empty(await Client.Management.ListInstancesAsync());
    }

    sealed record Order(int Number, string Customer);
}
