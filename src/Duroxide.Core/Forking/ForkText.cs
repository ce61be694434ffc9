namespace Duroxide.Core;

/// <summary>Why a history cannot be forked somewhere, in words.</summary>
static class ForkText
{
    /// <summary>That there is no such event.</summary>
    public static string NoEvent(Header header, Forks forks, EventId before) =>
        $"Instance '{header.Instance}' cannot be forked before event {before}: execution {header.Execution} can be forked "
        + $"before events 1 to {forks.Latest}.";

    /// <summary>That a child is open there.</summary>
    public static string OpenChild(
        Header header,
        Forks forks,
        EventId before,
        EventId id,
        Operation.SubOrchestration child
    )
    {
        var places = new[] { forks.PossibleBefore(before), forks.PossibleAfter(before) }.OfType<EventId>().ToList();
        var instead =
            places.Count == 0
                ? "There is no other event at which it can be forked."
                : $"Fork it before event {string.Join(" or ", places)} instead.";
        return $"Instance '{header.Instance}' cannot be forked before event {before}: its child "
            + $"'{ChildIds.Of(header, id, child)}' ({HistoryText.Naming(child)}, event {id}) is open there, and belongs to it alone. {instead}";
    }
}
