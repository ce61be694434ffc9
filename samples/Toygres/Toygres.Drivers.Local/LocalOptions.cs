using System.Globalization;
using System.Text.RegularExpressions;

namespace Toygres.Drivers.Local;

/// <summary>How the driver of this machine works.</summary>
/// <param name="Root">The folder that holds everything; letters, digits and <c>/ . _ -</c> alone, 80 characters at most.</param>
public sealed partial record LocalOptions(string Root)
{
    // A socket's path has 107 characters at most.
    private const int LongestRoot = 80;

    /// <summary>The folder of initdb, pg_ctl and the others; by default the newest of Debian's packages.</summary>
    public string? Programs { get; init; }

    /// <summary>Where packages put the programs of each version; by default where those of Debian do.</summary>
    public string Packages { get; init; } = "/usr/lib/postgresql";

    /// <summary>The user that servers run as when the driver runs as root; by default that of Debian's package.</summary>
    public string User { get; init; } = "postgres";

    /// <summary>The first port that instances get.</summary>
    public int FirstPort { get; init; } = 5500;

    /// <summary>How many ports there are for instances.</summary>
    public int Ports { get; init; } = 1000;

    /// <summary>How long one attempt to start or stop waits. By default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether what was written outlives a crash of the machine. Tests turn it off.</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>Is called with a name before each step and at the end of each call. What it throws ends the call, as a crash would.</summary>
    public Action<string> Step { get; init; } = _ => { };

    /// <summary>Makes the root, and gives the options with its one true path. Says what is wrong, and what to do.</summary>
    /// <remarks>A server is found by the folder that it was told, so that there is one way to write it.</remarks>
    internal LocalOptions Checked()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The local driver runs servers on Linux alone.");
        }
        CheckRoot(Root);
        var root = Path.GetFullPath(Root);
        if (!Directory.Exists(root))
        {
            Layout.CreateForDriver(root);
        }
        var real = RealPath.Of(root);
        CheckRoot(real);
        return this with { Root = real };
    }

    private static void CheckRoot(string root)
    {
        if (!Path.IsPathRooted(root) || root.Length > LongestRoot || !Plain().IsMatch(root))
        {
            throw new ArgumentException(
                $"The folder '{root}' cannot hold instances: name it from the root, with letters, digits and / . _ - alone, in {LongestRoot} characters at most."
            );
        }
    }

    internal string FindPrograms()
    {
        const string Install = "Install one (apt-get install -y postgresql)";
        if (Programs is { } named)
        {
            return File.Exists(Path.Combine(named, "initdb"))
                ? named
                : throw new InvalidOperationException(
                    $"There is no PostgreSQL server in {named}, for it has no initdb. {Install}, and name the folder of its programs."
                );
        }
        var versions = Directory.Exists(Packages) ? Directory.GetDirectories(Packages) : [];
        return versions
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .OrderByDescending(VersionOf)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault()
            ?? throw new InvalidOperationException(
                $"No PostgreSQL server is installed in {Packages}. {Install}, or name the folder of its programs in Programs."
            );
    }

    private static double VersionOf(string folder) =>
        double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;

    [GeneratedRegex(@"^[A-Za-z0-9/._-]+\z")]
    private static partial Regex Plain();
}
