using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Duroxide.Bench;

/// <summary>
/// What the disk does for commits of a step's size: 24 KB written over what a file has there already, and then waited
/// for. The file is as long as a log may become, and is written before, so that no commit makes it grow.
/// </summary>
static class Disk
{
    const int Bytes = 24 * 1024;
    const int Slots = 1_600;
    static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);

    public static Measurement Measure(Settings settings)
    {
        using var folder = new TemporaryFolder();
        using var file = File.OpenHandle(folder.File("disk"), FileMode.Create, FileAccess.Write, FileShare.None);
        Preallocate(file);
        CommitFor(file, WarmUp);
        var stretch = Cost.Begin();
        var times = CommitFor(file, TimeSpan.FromSeconds(settings.Short ? 1 : 3));
        var cost = stretch.End();
        var percentiles = new Percentiles(times);
        return new(
            [
                new("commits_per_s", times.Count / cost.Wall.TotalSeconds),
                new("p50_ms", percentiles.Milliseconds(0.50)),
                new("p99_ms", percentiles.Milliseconds(0.99)),
            ],
            cost
        )
        {
            Operations = times.Count,
        };
    }

    static void Preallocate(SafeFileHandle file)
    {
        var page = Page();
        for (var slot = 0; slot < Slots; slot++)
        {
            RandomAccess.Write(file, page, (long)slot * Bytes);
        }
        RandomAccess.FlushToDisk(file);
    }

    static List<TimeSpan> CommitFor(SafeFileHandle file, TimeSpan duration)
    {
        var page = Page();
        List<TimeSpan> times = [];
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            var begin = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)(times.Count % Slots) * Bytes);
            FlushData(file);
            times.Add(Stopwatch.GetElapsedTime(begin));
        }
        return times;
    }

    static byte[] Page()
    {
        var page = new byte[Bytes];
        new Random(1).NextBytes(page);
        return page;
    }

    // What SQLite calls on Linux; .NET's own flush writes the file's times as well.
    static void FlushData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (FlushDataOnLinux(file) != 0)
        {
            throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    static extern int FlushDataOnLinux(SafeFileHandle file);
}
