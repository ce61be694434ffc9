namespace Duroxide.Dashboard;

/// <summary>The counts of the store as server-sent events, every two seconds.</summary>
static class SampleStream
{
    // A timer may fire a moment early, when the counts are not yet two seconds old.
    static readonly TimeSpan Apart = SharedLook.Apart + TimeSpan.FromMilliseconds(50);

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
                        sample = await NextAsync(sample, call, stream).ConfigureAwait(false);
                    }
                }
            )
            .ConfigureAwait(false);
    }

    // Who looked in between has made the others wait longer for new counts, and a slow store does, too.
    static async Task<Sample> NextAsync(Sample told, Call call, EventStream stream)
    {
        while (true)
        {
            await Task.Delay(Apart, call.Clock, stream.Cancellation).ConfigureAwait(false);
            var sample = await call.Board.Samples.ReadAsync(call, stream.Cancellation).ConfigureAwait(false);
            if (sample.Number != told.Number)
            {
                return sample;
            }
            await stream.KeepAsync().ConfigureAwait(false);
        }
    }
}
