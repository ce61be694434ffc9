namespace Duroxide.Dashboard;

/// <summary>The operations of the API that tell how the whole is.</summary>
static class OverviewOperations
{
    public static IEnumerable<ApiOperation> All { get; } =
    [
        new(
            HttpMethods.Get,
            "/metrics/changes",
            "watchMetrics",
            "Sends the counts every two seconds, as server-sent events.",
            [],
            SampleStream.AnswerAsync
        ),
        ApiOperation.Get(
            "/failures",
            "listFailures",
            $"Tells the causes of the last {Failures.Looked} failures, the most frequent first.",
            [],
            ApiJson.Api.FailureViewArray,
            call => call.Board.Failures.ReadAsync(call)
        ),
        ApiOperation.Get(
            "/node",
            "getNode",
            "Tells how the node is that this application is, and what its retention does.",
            [],
            ApiJson.Api.NodeView,
            call =>
                Task.FromResult(
                    NodeView.Of(call)
                        ?? throw new BadRequestException("No node runs in this application, or it has not started.")
                )
        ),
    ];
}
