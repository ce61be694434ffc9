namespace Duroxide.Dashboard;

/// <summary>What waits in which queue, and which limit holds it back.</summary>
static class WaitingPart
{
    public static Html Of(Call call, StoreMetrics metrics, NodeView? node) =>
        Layout.Table(
            ["Work", "Waiting", "Taken", "Oldest", "Waits for"],
            [
                Row(
                    "Instances ready for a turn",
                    metrics.Ready,
                    metrics.LeasedTurns,
                    metrics.OldestReady,
                    $"a node with room for a turn{Room(node?.TurnsInFlight)}"
                ),
                Row(
                    "Activities",
                    metrics.Activities,
                    metrics.LeasedActivities,
                    metrics.OldestActivity,
                    $"a worker{Room(node?.Workers)} that has its code and its tag"
                ),
                Row(
                    "Messages and due timers",
                    metrics.Messages,
                    null,
                    metrics.OldestMessage,
                    "the next turn of their instances; suspended ones take none"
                ),
                Row(
                    "Messages held back",
                    metrics.HeldMessages,
                    null,
                    null,
                    FormattableString.Invariant(
                        $"their instances to read some of the {call.Limits.CarriedMessages:#,0} that each has room for"
                    )
                ),
                Row("Timers", metrics.Timers, null, null, "their time"),
                Row("Parked", metrics.Parked, null, null, "a person: see Work"),
            ]
        );

    static string Room(int? most) => most is { } known ? $" (here {known})" : "";

    static Html[] Row(string queue, long waiting, long? taken, TimeSpan? oldest, string why) =>
        [
            Html.Of($"{queue}"),
            Html.Of($"{waiting}"),
            taken is { } count ? Html.Of($"{count}") : Html.Of($"–"),
            Html.Of($"{(oldest is { } age ? Words.Span(age) : "–")}"),
            Html.Of($"""<span class="quiet">{why}</span>"""),
        ];
}
