namespace Toygres.Server;

/// <summary>One look at the fleet now and then, for all who watch it: however many they are, the memory is asked once.</summary>
internal sealed class FleetLook(ICms cms, ServerOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private Seen? last;

    /// <summary>How often it is worth to look.</summary>
    public TimeSpan Every { get; } = TimeSpan.FromMilliseconds(options.LookMilliseconds);

    /// <summary>The fleet as it was a moment ago at most.</summary>
    public async Task<Seen> LookAsync(CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            if (last is null || time.GetElapsedTime(last.At) >= Every)
            {
                last = new Seen(await cms.ListAsync(cancel), await cms.ListImagesAsync(cancel), time.GetTimestamp());
            }
            return last;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>What was seen.</summary>
    /// <param name="Instances">The instances.</param>
    /// <param name="Images">The images.</param>
    /// <param name="At">When, as a timestamp of the clock.</param>
    public sealed record Seen(IReadOnlyList<Instance> Instances, IReadOnlyList<Image> Images, long At);
}
