namespace Duroxide.Dashboard;

/// <summary>The node that answers, and what retention does.</summary>
static class NodePart
{
    public static Html Of(StoreMetrics metrics, NodeView? node)
    {
        var all = Html.Of(
            $"""<p class="quiet">All nodes of the store together have {metrics.LeasedTurns} turns and {metrics.LeasedActivities} activities now. The store knows leases, and no nodes by name.</p>"""
        );
        if (node is null)
        {
            return Html.Of($"""{Layout.Nothing("No node runs in this application.")}{all}""");
        }
        var troubles = node.Troubles.Select(trouble => Html.Of($"""<li class="problem">{trouble}</li>"""));
        return Html.Of(
            $"""
            <dl>
            <dt>This node</dt><dd><span class="id">{node.Id}</span> {(node.IsWorking ? "works" : "does not work")}</dd>
            <dt>Room</dt><dd>{node.TurnsInFlight} turns and {node.Workers} activities at once</dd>
            {Html.If(
                node.Troubles.Length > 0,
                () => Html.Of($"""<dt>Troubles</dt><dd><ul class="plain">{troubles}</ul></dd>""")
            )}
            </dl>
            {all}
            """
        );
    }

    /// <summary>What is kept, and what was removed.</summary>
    public static Html Retention(NodeView? node)
    {
        if (node?.Retention is not { } retention)
        {
            return Layout.Nothing("This application removes nothing by itself (RuntimeOptions.Retention).");
        }
        var last = retention.Last is { } time
            ? Html.Of($"""This node last looked at {Layout.Time(time)}.""")
            : Html.Of($"""Another node looks, or it has not been time.""");
        return Html.Of(
            $"""
            {Layout.Table(
                ["Orchestration", "What is kept"],
                retention.Policies.Select(policy => new[] { Html.Of($"{policy.Orchestration}"), Html.Of($"{policy.Kept}") })
            )}
            <p class="quiet">Looked at every {retention.Interval}, by one node. {last} Since its start it looked through the whole store {retention.Sweeps} times, and removed {retention.Instances} instances and {retention.Executions} executions.</p>
            """
        );
    }
}
