namespace Duroxide.Dashboard;

/// <summary>A check of a deployment as server-sent events: how far it is, and the report at its end.</summary>
static class DeploymentStream
{
    public static Task AnswerAsync(Call call) =>
        EventStream.SendAsync(
            call,
            async stream =>
            {
                var pace = new Pace(call.Clock);
                try
                {
                    var report = await DeploymentCheck
                        .RunAsync(
                            call,
                            progress =>
                                pace.IsDue
                                    ? stream.TellAsync("progress", progress, ApiJson.Api.ProgressView)
                                    : Task.CompletedTask
                        )
                        .ConfigureAwait(false);
                    await stream.TellAsync("report", report, ApiJson.Api.DeploymentView).ConfigureAwait(false);
                }
                catch (Exception error) when (Refusal.Of(error) is { } refusal)
                {
                    // The answer has begun, so that its status cannot say it.
                    await stream
                        .TellAsync("refused", Answers.Problem(refusal), ApiJson.Api.ProblemView)
                        .ConfigureAwait(false);
                }
            }
        );
}
