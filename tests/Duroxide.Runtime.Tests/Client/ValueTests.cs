using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class ValueTests : ClientDesk
{
    [Fact]
    public async Task Values_are_read_as_last_committed_and_after_the_end_too()
    {
        await StartAsync("order-17");
        await SetAsync("total", "5");
        await SetAsync("total", "6");
        await EndAsync("order-17", new Ending.Completed("0"));

        Assert.Equal(6, await Client.GetValueAsync<int>("order-17", "total"));
        Assert.Equal(["total"], (await Client.GetValuesAsync("order-17")).Keys);
    }

    [Fact]
    public async Task Encoded_text_is_read_with_the_converter_of_the_client()
    {
        await StartAsync("order-17");
        await SetAsync("total", "5");
        await EndAsync("order-17", new Ending.Completed("\"done\""));

        var values = await Client.GetValuesAsync("order-17");
        var ended = Assert.IsType<OrchestrationStatus.Completed>(await Client.GetStatusAsync("order-17"));

        Assert.Equal(5, Client.Decode<int>(values["total"].Data));
        Assert.Equal("done", Client.Decode<string>(ended.Output));
        var refused = Assert.Throws<ClientException>(() => Client.Decode<int>(ended.Output));
        Assert.Contains("Int32", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_0_is_told_from_a_missing_value_by_a_nullable_type()
    {
        await StartAsync("order-17");
        await SetAsync("total", "0");

        Assert.Equal(0, await Client.GetValueAsync<int?>("order-17", "total"));
        Assert.Null(await Client.GetValueAsync<int?>("order-17", "count"));
    }

    [Fact]
    public async Task A_value_that_is_not_there_is_the_default()
    {
        await StartAsync("order-17");

        Assert.Null(await Client.GetValueAsync<string>("order-17", "total"));
        Assert.Null(await Client.GetValueAsync<int?>("order-18", "total"));
        Assert.Empty(await Client.GetValuesAsync("order-18"));
    }

    [Fact]
    public async Task A_value_of_another_type_is_said_to_be_one()
    {
        await StartAsync("order-17");
        await SetAsync("total", "\"five\"");

        var error = await RefusedAsync(() => Client.GetValueAsync<int>("order-17", "total"));

        Assert.Contains("the value of key 'total' of instance 'order-17'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_is_waited_for_until_it_is_set()
    {
        var value = Client.WaitForValueAsync<int>("order-17", "total");
        await StartAsync("order-17");
        await SetAsync("other", "1");
        Assert.False(value.IsCompleted);

        await SetAsync("total", "5");

        Assert.Equal(5, await value.WaitAsync(Soon));
    }

    [Fact]
    public async Task Waiting_for_a_value_ends_when_its_time_is_over()
    {
        await StartAsync("order-17");
        var value = Client.WaitForValueAsync<int>("order-17", "total", Soon);

        await Time.PassUntilAsync(value.ContinueWith(_ => { }, TaskScheduler.Default));

        Assert.Contains("a value of key 'total'", (await RefusedAsync(() => value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_busy_for_a_while_does_not_end_a_wait_for_a_value()
    {
        await StartAsync("order-17");
        await SetAsync("total", "5");
        var failures = 0;
        var busy = InterposedProvider.Over(
            Provider,
            name => name == nameof(IProvider.ReadValuesAsync) && failures++ < 5,
            () => throw new ProviderException("read values", "busy", isRetryable: true)
        );

        var value = new DuroxideClient(busy, options: new() { Time = Time }).WaitForValueAsync<int>(
            "order-17",
            "total",
            Soon
        );

        await Time.PassUntilAsync(value);
        Assert.Equal(5, await value);
        Assert.Equal(6, failures);
    }

    Task SetAsync(string key, string value) =>
        CommitAsync("order-17", turn => turn with { Values = [new(key, new(value, new(5)))] });

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    [InlineData("half a pair")]
    public async Task A_key_that_cannot_be_one_is_refused_by_who_reads(string key)
    {
        await StartAsync("order-17");
        // Half a surrogate pair does not survive as a test's argument.
        key = key.Replace("half a pair", "\ud800", StringComparison.Ordinal);

        Assert.IsType<ClientError.InvalidInput>(await RefusedAsync(() => Client.GetValueAsync<int?>("order-17", key)));
        Assert.IsType<ClientError.InvalidInput>(
            await RefusedAsync(() => Client.WaitForValueAsync<int>("order-17", key))
        );
    }
}
