using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Duroxide.Bench;

/// <summary>Where, when and of what the results of one run are.</summary>
/// <param name="Date">When the run began.</param>
/// <param name="Commit">The commit that was built; empty when the build did not know it.</param>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">How many of it this process may use.</param>
/// <param name="MemoryMb">The memory that this process may use.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Collector">How .NET collects garbage: <c>server</c> or <c>workstation</c>.</param>
/// <param name="FileSystem">The kind of file system on which the stores lie.</param>
/// <param name="Load">How many threads ran or waited in the minute before, as the system counts them; null where it does not.</param>
sealed record RunInfo(
    DateTimeOffset Date,
    string Commit,
    string Processor,
    int Cores,
    double MemoryMb,
    string System,
    string Runtime,
    string Collector,
    string FileSystem,
    double? Load
)
{
    /// <summary>This build on this machine.</summary>
    public static RunInfo Read(DateTimeOffset date) =>
        new(
            date,
            CommitOf(typeof(DuroxideRuntime).Assembly),
            ProcessorName(),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024)),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            GCSettings.IsServerGC ? "server" : "workstation",
            new DriveInfo(Path.GetTempPath()).DriveFormat,
            LoadNow()
        );

    static string CommitOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2)
            is [_, var commit]
            ? commit
            : "";

    static string ProcessorName() =>
        LinesOf("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            is { } line
            ? line.Split(':', 2)[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    static double? LoadNow() =>
        LinesOf("/proc/loadavg").FirstOrDefault() is { } line
            ? double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)
            : null;

    static IEnumerable<string> LinesOf(string path) => File.Exists(path) ? File.ReadLines(path) : [];
}
