using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Client;

public class SignalTests : ClientDesk
{
    [Fact]
    public async Task Events_messages_and_cancels_reach_the_instance_in_their_order()
    {
        await StartAsync("order-17");

        Assert.True(await Client.RaiseEventAsync("order-17", "Approved", true));
        Assert.True(await Client.SendMessageAsync("order-17", "inbox", "hello"));
        Assert.True(await Client.CancelAsync("order-17", "enough"));

        var turn = await TakeAsync();
        Assert.Equal<Delivery>(
            [
                new Delivery.Data(Channel.Event, "Approved", "true"),
                new Delivery.Data(Channel.Queue, "inbox", "\"hello\""),
                new Delivery.Cancel("enough"),
            ],
            turn.Messages.Select(message => WireCodec.DecodeDelivery("order-17", message.Payload))
        );
    }

    [Fact]
    public async Task A_signal_to_an_instance_that_never_was_or_has_ended_is_not_taken()
    {
        await StartAsync("order-17");
        await EndAsync("order-17", new Ending.Completed("5"));

        Assert.False(await Client.RaiseEventAsync("order-17", "Approved", true));
        Assert.False(await Client.SendMessageAsync("order-18", "inbox", 1));
        Assert.False(await Client.CancelAsync("order-18", "enough"));
    }

    [Fact]
    public async Task A_signal_to_a_child_is_taken_like_any_other() =>
        Assert.False(await Client.CancelAsync("order-17::sub::1.4", "enough"));

    [Fact]
    public async Task A_cancel_without_a_reason_is_refused()
    {
        await StartAsync("order-17");

        var refused = await RefusedAsync(() => Client.CancelAsync("order-17", null!));

        Assert.Equal("The reason is missing.", refused.Message);
    }

    [Fact]
    public async Task An_event_without_a_name_or_with_too_much_data_is_refused()
    {
        await StartAsync("order-17");

        var nameless = await RefusedAsync(() => Client.RaiseEventAsync("order-17", "", true));
        var large = await RefusedAsync(() =>
            Client.SendMessageAsync("order-17", "inbox", new string('x', Limits.Default.InputBytes))
        );

        Assert.Equal(
            "The name of the event is empty or blank: it needs at least one character that is not a space.",
            nameless.Message
        );
        Assert.Contains("data of queue 'inbox'", large.Message, StringComparison.Ordinal);
    }
}
