using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

/// <summary>One value for each kind of thing that is stored, each field of it filled in some sample.</summary>
public static class Samples
{
    static readonly Timestamp Time = new(1_700_000_000_000);
    static readonly ParentLink Parent = new("order-17", new(2), new(9));
    static readonly SemanticVersion Beta = SemanticVersion.Parse("2.1.0-beta.3");
    static readonly Failure Declined = new Failure.Application(ApplicationKind.ActivityFailed, "card declined")
    {
        ErrorType = "Shop.CardDeclinedException",
        Details = "at Shop.Charge() in Shop.cs:line 7\n",
    };

    public static IReadOnlyDictionary<string, Fact> Facts { get; } =
        new Dictionary<string, Fact>
        {
            ["OrchestrationStarted"] = new Fact.Started("orders/fulfil", SemanticVersion.Initial, null),
            ["OrchestrationStarted-limited"] = new Fact.Started("orders/fulfil", SemanticVersion.Initial, null)
            {
                Limit = new(5_000, 1_000_000),
            },
            ["OrchestrationStarted-child"] = new Fact.Started("orders/ship", Beta, Parent),
            ["ActivityScheduled"] = new Fact.Scheduled(new Operation.Activity("charge", "{\"amount\":5}")),
            ["ActivityScheduled-options"] = new Fact.Scheduled(
                new Operation.Activity("render", "")
                {
                    Session = "scene-4",
                    Tag = "gpu",
                    Attempt = 3,
                    TimeToLive = TimeSpan.FromTicks(12_345_678_901),
                }
            ),
            ["ActivityScheduled-retried"] = new Fact.Scheduled(
                new Operation.Activity("charge", "5") { Attempt = 2, FirstAttempt = new(5) }
            ),
            ["TimerCreated"] = new Fact.Scheduled(new Operation.Timer(TimeSpan.FromDays(3))),
            ["EventSubscribed"] = new Fact.Scheduled(new Operation.Event("Approved")),
            ["QueueSubscribed"] = new Fact.Scheduled(new Operation.Message("inbox")),
            ["SubOrchestrationScheduled"] = new Fact.Scheduled(new Operation.SubOrchestration("orders/ship", "17")),
            ["SubOrchestrationScheduled-options"] = new Fact.Scheduled(
                new Operation.SubOrchestration("orders/ship", "17") { Instance = "ship-17", Version = Beta }
            ),
            ["SubOrchestrationScheduled-tags"] = new Fact.Scheduled(
                new Operation.SubOrchestration("orders/ship", "17")
                {
                    Tags = ValueMap.Of(("customer", "acme"), ("", "")),
                }
            ),
            ["OperationCancelled"] = new Fact.Applied(new Effect.Cancel(new(4))),
            ["OrchestrationChained"] = new Fact.Applied(
                new Effect.StartOrchestration("mail/send", "mail-17", "\"hi\"") { Version = SemanticVersion.Initial }
            ),
            ["OrchestrationChained-tags"] = new Fact.Applied(
                new Effect.StartOrchestration("mail/send", "mail-17", "\"hi\"")
                {
                    Tags = ValueMap.Of(("customer", "acme")),
                }
            ),
            ["EventSent"] = new Fact.Applied(new Effect.Send("order-17", Channel.Event, "Approved", "true")),
            ["QueueMessageSent"] = new Fact.Applied(new Effect.Send("order-17", Channel.Queue, "inbox", "\"hi\"")),
            ["TagChanged"] = new Fact.Applied(new Effect.SetTag("customer", "acme")),
            ["TagChanged-cleared"] = new Fact.Applied(new Effect.SetTag("customer", null)),
            ["CustomStatusUpdated"] = new Fact.Applied(new Effect.SetCustomStatus("packing · 包装 · 📦")),
            ["CustomStatusUpdated-cleared"] = new Fact.Applied(new Effect.SetCustomStatus(null)),
            ["KeyValueSet"] = new Fact.Applied(new Effect.SetValue("", "1\0\t2")),
            ["KeyValueSet-broken-text"] = new Fact.Applied(new Effect.SetValue("\ud800", "half a pair: \udc00!")),
            ["KeyValueCleared"] = new Fact.Applied(new Effect.ClearValue("total")),
            ["KeyValuesCleared"] = new Fact.Applied(new Effect.ClearValue(null)),
            ["PatchApplied"] = new Fact.Applied(new Effect.Patch("2026-check-stock")),
            ["OperationCompleted"] = new Fact.Resolved(new(2), new Outcome.Succeeded("\"receipt 5\"")),
            ["OperationFailed"] = new Fact.Resolved(new(2), new Outcome.Failed(Declined)),
            ["OperationFailed-final"] = new Fact.Resolved(
                new(2),
                new Outcome.Failed(
                    new Failure.Application(ApplicationKind.ActivityFailed, "no such card", Retryable: false)
                )
            ),
            ["TimerFired"] = new Fact.Resolved(new(3), new Outcome.Fired()),
            ["EventRaised"] = new Fact.Arrived(Channel.Event, "Approved", "true"),
            ["QueueMessageDelivered"] = new Fact.Arrived(Channel.Queue, "inbox", "\"hello\""),
            ["OrchestrationCancelRequested"] = new Fact.Interrupted(
                new Interruption.CancelRequested("changed my mind")
            ),
            ["OrchestrationDiverged"] = new Fact.Interrupted(new Interruption.Diverged(Diverged)),
            ["OrchestrationGivenUp"] = new Fact.Interrupted(
                new Interruption.GivenUp(new Failure.Infrastructure("commit", "disk full", true))
            ),
            ["OrchestrationGivenUp-poison"] = new Fact.Interrupted(
                new Interruption.GivenUp(
                    new Failure.Poison(11, 10, new PoisonSubject.Orchestration("order-17", new(3)), "turn")
                )
            ),
            ["OrchestrationGivenUp-poisoned-activity"] = new Fact.Interrupted(
                new Interruption.GivenUp(
                    new Failure.Poison(11, 10, new PoisonSubject.Activity("order-17", new(3), "charge", new(4)), "")
                )
            ),
            ["OrchestrationGivenUp-unreadable"] = new Fact.Interrupted(
                new Interruption.GivenUp(
                    new Failure.Poison(1, 10, new PoisonSubject.UnreadableHistory("order-17", new(1), "byte 3"), "")
                )
            ),
            ["OrchestrationCompleted"] = new Fact.Ended(new Ending.Completed("{\"shipped\":true}")),
            ["OrchestrationFailed"] = new Fact.Ended(
                new Ending.Failed(
                    new Failure.Configuration(ConfigurationKind.Nondeterminism, "orders/fulfil", "event 4")
                )
            ),
            ["OrchestrationFailed-cancelled"] = new Fact.Ended(new Ending.Failed(Failure.Cancelled("changed my mind"))),
            ["OrchestrationContinuedAsNew"] = new Fact.Ended(new Ending.ContinuedAsNew("18", Beta)),
        };

    public static IReadOnlyDictionary<string, Delivery> Deliveries { get; } =
        new Dictionary<string, Delivery>
        {
            ["StartRequested"] = new Delivery.Start(),
            ["Answer"] = new Delivery.Answer(new(2), new(5), new Outcome.Succeeded("5")),
            ["Answer-failed"] = new Delivery.Answer(
                new(2),
                new(5),
                new Outcome.Failed(new Failure.Configuration(ConfigurationKind.NotDurable, "orders/ship", null))
            ),
            ["Answer-fired"] = new Delivery.Answer(ExecutionId.First, new(6), new Outcome.Fired()),
            ["Event"] = new Delivery.Data(Channel.Event, "Approved", "true"),
            ["Message"] = new Delivery.Data(Channel.Queue, "inbox", "{}"),
            ["Cancel"] = new Delivery.Cancel("enough"),
            ["Cancel-by-parent"] = new Delivery.Cancel("parent canceled") { From = Parent },
            ["GiveUp"] = new Delivery.GiveUp(new Failure.Application(ApplicationKind.Panicked, "boom")),
            ["GiveUp-of-an-execution"] = new Delivery.GiveUp(new Failure.Application(ApplicationKind.Panicked, "boom"))
            {
                Execution = new(3),
                Since = new(1_800_000_000_000),
            },
        };

    public static IReadOnlyDictionary<string, Header> Headers { get; } =
        new Dictionary<string, Header>
        {
            ["Root"] = new("order-17", ExecutionId.First, "orders/fulfil", null, "17", Nonce.From("order-17")),
            ["Tagged"] = new("order-17", ExecutionId.First, "orders/fulfil", null, "17", Nonce.From("order-17"))
            {
                Tags = ValueMap.Of(("region", "eu"), ("customer", "acme")),
            },
            ["Child-continued"] = new("order-17::sub::1.4", new(2), "orders/ship", Beta, "17", Nonce.From("ship"))
            {
                Parent = Parent,
                Values = ValueMap<string, StoredValue>
                    .Empty.Set("total", new("5", Time))
                    .Set("", new("\"empty key\"", Time)),
                Status = "",
                Carried = [new("inbox", "\"first\""), new("other", "\"second\"")],
            },
            ["Forked"] = new("order-18", ExecutionId.First, "orders/fulfil", Beta, "17", Nonce.From("order-18"))
            {
                ForkedFrom = new("order-17", new(2), Nonce.From("order-17"), new(9))
                {
                    Before = new("order-16", new(3), Nonce.From("order-16"), new(4)),
                },
            },
        };

    public static IReadOnlyDictionary<string, Ending> Endings { get; } =
        new Dictionary<string, Ending>
        {
            ["Completed"] = new Ending.Completed("5"),
            ["Failed"] = new Ending.Failed(
                new Failure.Application(ApplicationKind.OrchestrationFailed, "no stock left")
            ),
            ["ContinuedAsNew"] = new Ending.ContinuedAsNew("6", null),
        };

    internal static TraceContext Trace { get; } =
        new("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1", "tenant=n%C3%B8rd");

    internal static IReadOnlyDictionary<string, ActivityWork> Works { get; } =
        new Dictionary<string, ActivityWork>
        {
            ["First"] = new("charge", "{}", "orders/fulfil", SemanticVersion.Initial, "key of the call"),
            ["Retry"] = new("charge", "{}", "orders/fulfil", Beta, "key of the call") { Attempt = 2 },
            ["Retry-of-a-call"] = new("charge", "{}", "orders/fulfil", Beta, "key of the call")
            {
                Attempt = 2,
                FirstAttempt = new(5),
            },
            ["Traced"] = new("charge", "{}", "orders/fulfil", Beta, "key of the call") { Trace = Trace },
        };

    static Divergence Diverged =>
        new(
            new(3),
            "activity charge",
            "activity reserve",
            DivergenceCause.Renamed,
            [new(new(2), "timer", "timer"), new(new(3), "activity charge", null), new(null, null, "activity reserve")]
        );

    /// <summary>The fact as a history of its own.</summary>
    public static HistoryEvent At(Fact fact) => new(new(1), Time, fact);
}
