using System.Diagnostics;

namespace Duroxide.Bench;

/// <summary>What a stretch of time cost this process.</summary>
/// <param name="Cpu">The processor time of all threads.</param>
/// <param name="Wall">The time on the clock.</param>
/// <param name="PeakMemory">The most memory that was resident, in bytes, since the stretch began.</param>
/// <param name="Allocated">The bytes that were allocated on the managed heap.</param>
/// <param name="Written">The bytes that were written to files; null where the system does not count them.</param>
sealed record Cost(TimeSpan Cpu, TimeSpan Wall, long PeakMemory, long Allocated, long? Written)
{
    public static Stretch Begin() => new();

    /// <summary>A stretch of time that has begun.</summary>
    public sealed class Stretch
    {
        readonly TimeSpan cpu;
        readonly long start;
        readonly long allocated;
        readonly ProcessIo? io;

        internal Stretch()
        {
            GC.Collect();
            PeakMemoryReset();
            io = ProcessIo.Read();
            allocated = GC.GetTotalAllocatedBytes();
            cpu = CpuNow();
            start = Stopwatch.GetTimestamp();
        }

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(start);

        public Cost End()
        {
            var wall = Elapsed;
            using var process = Process.GetCurrentProcess();
            return new(
                CpuNow() - cpu,
                wall,
                process.PeakWorkingSet64,
                GC.GetTotalAllocatedBytes() - allocated,
                ProcessIo.Read()?.Written - io?.Written
            );
        }

        static TimeSpan CpuNow()
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }

        // Linux forgets the peak when it is told 5; elsewhere the peak is that of the whole process.
        static void PeakMemoryReset()
        {
            if (OperatingSystem.IsLinux())
            {
                File.WriteAllText("/proc/self/clear_refs", "5");
            }
        }
    }
}
