namespace Duroxide.Dashboard;

/// <summary>All operations of the HTTP API.</summary>
static class ApiOperations
{
    static readonly ApiJson Json = ApiJson.Api;

    /// <summary>The parameter that names an instance.</summary>
    public static ApiParameter Instance { get; } = new("id", "string", "The instance.") { IsRequired = true };

    /// <summary>The parameter that names an execution.</summary>
    public static ApiParameter Execution { get; } =
        new("execution", "integer", "Which execution; missing for the current one.");

    /// <summary>The parameters that choose instances.</summary>
    public static ApiParameter[] Conditions { get; } =
    [
        new("status", "string", "Only with this status: Running, Completed or Failed."),
        new("name", "string", "Only of this orchestration."),
        new("version", "string", "Only those that run this version."),
        new("tag", "string", "Only with this tag, as name=value.") { IsMany = true },
        new("prefix", "string", "Only those whose id begins so."),
        new("parent", "string", "Only the direct children of this instance."),
        new("roots", "boolean", "Only those without a parent."),
        new("parked", "boolean", "Only those that are parked, or only those that are not."),
        new("createdFrom", "string", "Only those created at this time or later."),
        new("createdBefore", "string", "Only those created before this time."),
        new("updatedFrom", "string", "Only those that changed at this time or later."),
        new("updatedBefore", "string", "Only those that changed before this time."),
        new("endedBefore", "string", "Only those that ended before this time."),
    ];

    static ApiParameter Limit(int most) => new("limit", "integer", $"How many at most: up to {most}.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        .. Lists(),
        .. One(),
        .. Work(),
        .. Acts(),
        .. Ends(),
        .. StartOperations.All,
        .. StatusOperations.All,
        .. ExportOperations.All,
        .. ForkOperations.All,
        .. BulkOperations.All,
        .. DeploymentOperations.All,
        .. OverviewOperations.All,
    ];

    static IEnumerable<ApiOperation> Lists() =>
        [
            ApiOperation.Get(
                "/instances",
                "listInstances",
                "Lists instances, a page at a time.",
                [
                    .. Conditions,
                    new("order", "string", $"The order: {string.Join(", ", Enum.GetNames<InstanceOrder>())}."),
                    new("after", "string", "The next of the page before, in the same order."),
                    Limit(Reading.Most),
                ],
                Json.InstancesView,
                async call =>
                {
                    var page = await Reading.ListAsync(call, Reading.Query(call, limit: 100)).ConfigureAwait(false);
                    return new InstancesView([.. page.Select(info => InstanceView.Of(call, info))], page.Next);
                }
            ),
            ApiOperation.Get(
                "/instances/count",
                "countInstances",
                "Counts instances.",
                [.. Conditions, new("by", "string", "Apart by status, name, version or tag:NAME.")],
                Json.CountViewArray,
                async call =>
                {
                    var counts = await call
                        .Management.CountInstancesAsync(
                            Reading.Query(call, Reading.Most),
                            Reading.Grouping(call),
                            call.Cancellation
                        )
                        .ConfigureAwait(false);
                    return counts.Select(count => new CountView(count.Group, count.Count)).ToArray();
                }
            ),
        ];

    static IEnumerable<ApiOperation> One() =>
        [
            ApiOperation.Get(
                "/instance",
                "getInstance",
                "Tells all that is known of an instance but its history.",
                [Instance],
                Json.InstanceDetails,
                call => Reading.DetailsAsync(call, call.Instance)
            ),
            ApiOperation.Get(
                "/instance/history",
                "getHistory",
                "Reads a part of the history of an execution.",
                [Instance, Execution, new("from", "integer", "The first event; missing for 1."), Limit(Reading.Most)],
                Json.HistoryView,
                async call =>
                {
                    var limit = (int)(call.Number("limit", most: Reading.Most) ?? 100);
                    var page = await Reading
                        .HistoryAsync(call, call.Instance, call.Number("from") ?? 1, limit)
                        .ConfigureAwait(false);
                    return new HistoryView(
                        page.Execution.Value,
                        [.. page.Events.Select(happened => EventText.Of(call, happened, page.Header))],
                        page.Next?.Value
                    );
                }
            ),
            ApiOperation.Get(
                "/instance/moment",
                "getMoment",
                "Tells how an execution stood after an event, and what the code in hand decides there.",
                [Instance, Execution, new("event", "integer", "The event; missing for the last one.")],
                Json.MomentView,
                Travelling.ReadAsync
            ),
            ApiOperation.Get(
                "/instance/whatif",
                "askWhatIf",
                "Tells the course that an execution would have taken if an event had never come or had been another. Nothing is changed.",
                [
                    Instance,
                    Execution,
                    new("event", "integer", "The answer, event or message.") { IsRequired = true },
                    new("data", "string", "Its encoded data, had it been another; missing when it had never come."),
                ],
                Json.CourseView,
                Travelling.WhatIfAsync
            ),
            new(
                HttpMethods.Get,
                "/instance/changes",
                "watchInstance",
                "Sends a server-sent event now and whenever the instance changes, until it has ended.",
                [Instance],
                ChangeStream.AnswerAsync
            ),
        ];

    static IEnumerable<ApiOperation> Work() =>
        [
            ApiOperation.Get(
                "/metrics",
                "getMetrics",
                "Counts what is stored and queued; the counts are two seconds old at most, and all who ask share them.",
                [],
                Json.StoreMetrics,
                async call =>
                    (await call.Board.Samples.ReadAsync(call, call.Cancellation).ConfigureAwait(false)).Metrics
            ),
            ApiOperation.Get(
                "/stuck",
                "listStuck",
                "Lists work that nobody does or that does not succeed, what waits longest first.",
                [
                    new("seconds", "integer", "Waiting for so long; missing for 300."),
                    new("attempts", "integer", "Or taken so often; missing for 5, at least 2."),
                    Limit(Reading.Most),
                ],
                Json.StuckViewArray,
                async call =>
                {
                    var stuck = await call
                        .Management.ListStuckAsync(Reading.Stuck(call), call.Cancellation)
                        .ConfigureAwait(false);
                    return stuck
                        .Select(work => new StuckView(
                            $"{work.Kind}",
                            work.Instance.Value,
                            work.Since,
                            work.Attempts,
                            work.Operation?.Value
                        ))
                        .ToArray();
                }
            ),
            ApiOperation.Get(
                "/parked",
                "listParked",
                "Lists what was set aside because it could not be processed, oldest first.",
                [Limit(Reading.Most)],
                Json.ParkedViewArray,
                async call =>
                {
                    var limit = (int)(call.Number("limit", most: Reading.Most) ?? Reading.Most);
                    var parked = await call
                        .Management.ListParkedAsync(new() { Limit = limit }, call.Cancellation)
                        .ConfigureAwait(false);
                    return parked
                        .Select(item => new ParkedView(
                            item.Id,
                            $"{item.Kind}",
                            item.Instance.Value,
                            call.Shown(item.Reason),
                            item.Time
                        ))
                        .ToArray();
                }
            ),
        ];

    static IEnumerable<ApiOperation> Acts() =>
        [
            ApiOperation.Post(
                "/instance/events",
                "raiseEvent",
                "Raises an event; one that nothing waits for reaches nobody.",
                [Instance],
                Json.EventBody,
                Json.ChangedView,
                async (call, body) =>
                    One(await InstanceActions.RaiseAsync(call, call.Instance, body).ConfigureAwait(false))
            ),
            ApiOperation.Post(
                "/instance/messages",
                "sendMessage",
                "Sends a message into a queue of the instance.",
                [Instance],
                Json.MessageBody,
                Json.ChangedView,
                async (call, body) =>
                    One(await InstanceActions.SendAsync(call, call.Instance, body).ConfigureAwait(false))
            ),
            ApiOperation.Post(
                "/instance/cancel",
                "cancelInstance",
                "Asks the instance to end.",
                [Instance],
                Json.CancelBody,
                Json.ChangedView,
                async (call, body) =>
                    One(await InstanceActions.CancelAsync(call, call.Instance, body.Reason).ConfigureAwait(false))
            ),
            ApiOperation.Post(
                "/instance/suspend",
                "suspendInstance",
                "Keeps the instance from taking turns until it is resumed.",
                [Instance],
                Json.SuspendBody,
                Json.ChangedView,
                async (call, body) =>
                    new ChangedView(await InstanceActions.SuspendAsync(call, call.Instance, body).ConfigureAwait(false))
            ),
            ApiOperation.Post(
                "/instance/resume",
                "resumeInstance",
                "Lets a suspended instance go on.",
                [Instance],
                Json.ResumeBody,
                Json.ChangedView,
                async (call, body) =>
                    new ChangedView(
                        await InstanceActions.ResumeAsync(call, call.Instance, body.Tree ?? false).ConfigureAwait(false)
                    )
            ),
        ];

    static IEnumerable<ApiOperation> Ends() =>
        [
            ApiOperation.Post(
                "/instance/restart",
                "restartInstance",
                "Begins a new execution of an instance that has ended.",
                [Instance],
                Json.RestartBody,
                Json.RestartedView,
                async (call, body) =>
                {
                    var execution = await InstanceActions.RestartAsync(call, call.Instance, body).ConfigureAwait(false);
                    return new RestartedView(execution.Value);
                }
            ),
            ApiOperation.Post(
                "/instance/prune",
                "pruneInstance",
                "Deletes executions before the current one.",
                [Instance],
                Json.PruneBody,
                Json.Deleted,
                (call, body) => InstanceActions.PruneAsync(call, call.Instance, body)
            ),
            ApiOperation.Act(
                HttpMethods.Delete,
                "/instance",
                "deleteInstance",
                "Deletes a root instance that has ended, with all its children.",
                [Instance, new("force", "boolean", "Also what still runs. Nothing of what runs is told.")],
                Json.Deleted,
                call => InstanceActions.DeleteAsync(call, call.Instance, call.Flag("force") ?? false)
            ),
            Parked(
                "release",
                "releaseParked",
                "Puts a parked item back to where it came from.",
                InstanceActions.ReleaseAsync
            ),
            Parked(
                "discard",
                "discardParked",
                "Forgets a parked message or activity for good; the activity fails for its orchestration.",
                InstanceActions.DiscardAsync
            ),
        ];

    static ApiOperation Parked(string path, string id, string summary, Func<Call, long, Task<bool>> act) =>
        ApiOperation.Act(
            HttpMethods.Post,
            $"/parked/{path}",
            id,
            summary,
            [new("item", "integer", "The item, as the list of what is parked numbers it.") { IsRequired = true }],
            Json.ChangedView,
            async call =>
            {
                var item = call.Number("item") ?? throw new BadRequestException("The parameter 'item' is missing.");
                return One(await act(call, item).ConfigureAwait(false));
            }
        );

    static ChangedView One(bool _) => new(1);
}
