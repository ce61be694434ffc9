namespace Duroxide.Dashboard.Tests;

/// <summary>What is ordered.</summary>
public sealed record Wish(string Customer, string Item);

/// <summary>The code whose instances the dashboard shows.</summary>
static class Shop
{
    // Long enough that a waterfall has something to show.
    static readonly TimeSpan Work = TimeSpan.FromMilliseconds(80);

    public static readonly Activity<string, string> Reserve = new("stock/reserve", WorkAsync);

    public static readonly Activity<string, string> Charge = new("payments/charge", WorkAsync);

    public static readonly Activity<string, string> Label = new("shipping/label", WorkAsync);

    public static readonly Orchestration<string, string> Ship = new(
        "shop/ship",
        async (context, item) => await context.ScheduleActivity(Label, item)
    );

    public static readonly Orchestration<Wish, string> Order = new(
        "shop/order",
        async (context, wish) =>
        {
            context.SetTag("customer", wish.Customer);
            context.SetValue("wish", wish);
            context.SetCustomStatus("waiting for payment");
            var reserved = context.ScheduleActivity(Reserve, wish.Item);
            var payment = await context.ScheduleWait<string>("Payment");
            await reserved;
            context.SetCustomStatus("charging");
            await context.ScheduleActivity(Charge, payment);
            await context.ScheduleTimer(TimeSpan.FromMilliseconds(50));
            context.SetCustomStatus("shipping");
            var parcel = await context.ScheduleSubOrchestration(Ship, wish.Item);
            context.SetCustomStatus("shipped");
            return parcel;
        }
    );

    public static readonly Orchestration<string, string> Echo = new(
        "echo",
        (context, text) =>
        {
            context.SetCustomStatus(text);
            context.SetValue("text", text);
            return Task.FromResult(text);
        }
    );

    // Half a character is no text that JSON can carry but as an escape.
    public static readonly Orchestration<string, string> Torn = new(
        "torn",
        (_, _) => throw new InvalidOperationException("half a \ud83d character")
    );

    public static readonly Orchestration<string, string> Broken = new(
        "broken",
        (_, text) => throw new InvalidOperationException(text)
    );

    public static readonly Orchestration<int, int> Counter = new(
        "counter",
        (context, count) =>
        {
            if (count < 2)
            {
                context.ContinueAsNew(count + 1);
            }
            return Task.FromResult(count);
        }
    );

    public static readonly Orchestration<int, int> Inbox = new(
        "inbox",
        async (context, count) =>
        {
            for (var left = count; left > 0; left--)
            {
                await context.ReceiveMessage<int>("work");
            }
            return count;
        }
    );

    public static void Register(RegistryBuilder code) =>
        code.Add(Reserve)
            .Add(Charge)
            .Add(Label)
            .Add(Ship)
            .Add(Order)
            .Add(Echo)
            .Add(Torn)
            .Add(Broken)
            .Add(Counter)
            .Add(Inbox);

    static async Task<string> WorkAsync(ActivityContext context, string input)
    {
        await Task.Delay(Work, TimeProvider.System, context.CancellationToken);
        return $"{input} ({context.Instance})";
    }
}
