namespace Duroxide.Dashboard;

/// <summary>The operations of the API that check a deployment.</summary>
static class DeploymentOperations
{
    static readonly ApiParameter[] Parameters =
    [
        new("name", "string", "Only instances of this orchestration."),
        new("version", "string", "Only those that run this version."),
        new("tag", "string", "Only those with this tag, as name=value.") { IsMany = true },
        new("prefix", "string", "Only those whose id begins so."),
        new(
            "limit",
            "integer",
            $"How many at most: {DeploymentCheck.Usual} when missing, up to {DeploymentCheck.Most}."
        ),
    ];

    public static IEnumerable<ApiOperation> All { get; } =
    [
        ApiOperation.Get(
            "/deployment",
            "checkDeployment",
            "Replays what runs against the code of this application, and tells what a deployment of it would break. Nothing is changed.",
            Parameters,
            ApiJson.Api.DeploymentView,
            call => DeploymentCheck.RunAsync(call, _ => Task.CompletedTask)
        ),
        new(
            HttpMethods.Get,
            "/deployment/progress",
            "watchDeploymentCheck",
            "The same as server-sent events: progress now and then, and the report, or refused, at the end.",
            Parameters,
            DeploymentStream.AnswerAsync
        ),
    ];
}
