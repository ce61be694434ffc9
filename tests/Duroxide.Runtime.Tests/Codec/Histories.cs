using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

/// <summary>Orchestrations that between them make every kind of event, with what arrives turn by turn.</summary>
static class Histories
{
    /// <summary>One orchestration, and the arrivals of each of its turns.</summary>
    public sealed record Story(string Name, Registry Registry, ValueList<ValueList<Delivery>> Turns);

    static readonly Failure Declined = new Failure.Application(ApplicationKind.ActivityFailed, "card declined");

    static readonly Orchestration<int, string> Fulfil = new(
        "orders/fulfil",
        async (context, order) =>
        {
            context.SetCustomStatus("charging");
            context.SetValue("order", order);
            context.StartOrchestration("mail/confirm", $"mail-{order}", order);
            var retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(1), attempts: 2);
            var receipt = await context.ScheduleActivity<int, string>("charge", order, new() { Retry = retry });
            var child = context.ScheduleSubOrchestration<string, bool>("orders/ship", receipt);
            var approved = await context.Select(
                context.ScheduleWait<bool>("Approved"),
                context.ScheduleTimer(TimeSpan.FromDays(3))
            );
            var note = context.Patched("ask-for-a-note") ? await context.ReceiveMessage<string>("notes") : "";
            context.ClearValue("order");
            context.ClearValues();
            context.ClearCustomStatus();
            return $"{receipt} {await child} {approved.Index} {note}";
        }
    );

    static readonly Orchestration<int, int> Count = new(
        "counter",
        async (context, sum) =>
        {
            var added = await context.ReceiveMessage<int>("numbers");
            return added == 0 ? sum : await context.ContinueAsNew(sum + added);
        }
    );

    static readonly Orchestration<int, int> Wait = new(
        "waits",
        async (context, _) => await context.ScheduleWait<int>("Never")
    );

    public static IReadOnlyDictionary<string, Story> All { get; } =
        new Story[]
        {
            Told(
                "fulfilled",
                Fulfil,
                [.. Charged, [Said("notes", "\"ring twice\""), Raised("Approved", "true")], [Child("true")]]
            ),
            Told("under-way", Fulfil, Charged),
            Told("too-late", Fulfil, [.. Charged, [Fired(13)], [Said("notes", "\"\""), Child("false")]]),
            Told("child-failed", Fulfil, [.. Charged, [Fired(13), Said("notes", "\"\"")], [Failed(11)]]),
            Told(
                "continued",
                Count,
                [
                    [Said("numbers", "5"), Said("numbers", "6")],
                ]
            ),
            Told(
                "cancelled",
                Wait,
                [
                    [new Delivery.Cancel("changed my mind")],
                ]
            ),
            Told(
                "given-up",
                Wait,
                [
                    [new Delivery.GiveUp(new Failure.Infrastructure("commit", "disk full", false))],
                ]
            ),
        }.ToDictionary(story => story.Name);

    static ValueList<ValueList<Delivery>> Charged =>
        [
            [Failed(5)],
            [Fired(7)],
            [Done(9, "\"receipt 5\"")],
        ];

    static Story Told<TInput, TOutput>(
        string name,
        Orchestration<TInput, TOutput> orchestration,
        ValueList<ValueList<Delivery>> turns
    ) => new(name, new RegistryBuilder().Add(orchestration).Build(), turns);

    static Delivery Done(long of, string result) => Answer(of, new Outcome.Succeeded(result));

    static Delivery Child(string result) => Done(11, result);

    static Delivery Failed(long of) => Answer(of, new Outcome.Failed(Declined));

    static Delivery Fired(long of) => Answer(of, new Outcome.Fired());

    static Delivery Answer(long of, Outcome outcome) => new Delivery.Answer(ExecutionId.First, new(of), outcome);

    static Delivery Raised(string name, string data) => new Delivery.Data(Channel.Event, name, data);

    static Delivery Said(string queue, string data) => new Delivery.Data(Channel.Queue, queue, data);
}
