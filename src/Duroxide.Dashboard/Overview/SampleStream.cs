namespace Duroxide.Dashboard;

/// <summary>The counts of the store as server-sent events, every two seconds.</summary>
static class SampleStream
{
    public static async Task AnswerAsync(Call call)
    {
        // A store that is away is told by the status.
        var sample = await call.Board.Samples.ReadAsync(call, call.Cancellation).ConfigureAwait(false);
        await EventStream
            .SendAsync(
                call,
                async stream =>
                {
                    while (true)
                    {
                        await stream
                            .TellAsync("change", sample, ApiJson.Api.Sample, $"{sample.Number}")
                            .ConfigureAwait(false);
                        await Task.Delay(SharedLook.Apart, call.Clock, stream.Cancellation).ConfigureAwait(false);
                        sample = await call.Board.Samples.ReadAsync(call, stream.Cancellation).ConfigureAwait(false);
                    }
                }
            )
            .ConfigureAwait(false);
    }
}
