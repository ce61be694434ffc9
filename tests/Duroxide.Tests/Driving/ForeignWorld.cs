namespace Duroxide.Tests;

/// <summary>What lies outside the durable world; it begins to move only when it is opened, so that no test is a race.</summary>
sealed class ForeignWorld : IDisposable
{
    readonly ManualResetEventSlim gate = new();
    readonly TaskCompletionSource<string> foreign = new();
    readonly string file = Path.GetTempFileName();

    public Task<string> Foreign => foreign.Task;

    public string Wait()
    {
        gate.Wait();
        return "";
    }

    /// <summary>A lock that another thread has and gives back when this world opens.</summary>
    public object HeldElsewhere()
    {
        var held = new object();
        using var taken = new ManualResetEventSlim();
        var holder = new Thread(() =>
        {
            lock (held)
            {
                taken.Set();
                gate.Wait();
            }
        });
        holder.UnsafeStart();
        taken.Wait();
        return held;
    }

    public async Task ReadFile()
    {
        await File.WriteAllBytesAsync(file, new byte[1 << 20]);
        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            1,
            useAsync: true
        );
        await stream.ReadExactlyAsync(new byte[1 << 20]);
    }

    public void Open()
    {
        gate.Set();
        foreign.TrySetResult("");
    }

    public void Dispose()
    {
        Open();
        File.Delete(file);
    }
}
