using Toygres.Drivers.Kubernetes;

namespace Toygres.Server;

/// <summary>What a process does.</summary>
public enum ServerRole
{
    /// <summary>It answers, and works.</summary>
    All,

    /// <summary>It answers, and leaves the work to others.</summary>
    Api,

    /// <summary>It works, and listens to nobody.</summary>
    Worker,
}

/// <summary>How a server works: the section <c>Toygres</c> of the configuration.</summary>
public sealed record ServerOptions
{
    private static readonly TimeSpan ShortestSession = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSession = TimeSpan.FromDays(30);

    /// <summary>The folder of instances, images, secrets and the SQLite file; by default one of the user who runs it.</summary>
    public string Root { get; init; } = DefaultRoot();

    /// <summary>The connection string of a PostgreSQL database that holds memory and store; null for an SQLite file in the root.</summary>
    public string? Database { get; init; }

    /// <summary>Where it listens.</summary>
    public string Address { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The path below which everything is, as in <c>/fleet</c>, behind something that serves others, too; null for none.</summary>
    public string? PathBase { get; init; }

    /// <summary>Whether it may listen without TLS where others can hear it, because something before it has TLS.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>
    /// The addresses, or networks like <c>10.1.0.0/16</c>, of the proxies that are believed who asks and whether by TLS, with commas
    /// between; null for none.
    /// </summary>
    public string? Proxies { get; init; }

    /// <summary>
    /// The names that it is asked by besides that of its address, with commas between, as behind a proxy that keeps <c>Host</c>;
    /// <c>*.example.com</c> for all names below one. Null for none.
    /// </summary>
    public string? Hosts { get; init; }

    /// <summary>What the process does.</summary>
    public ServerRole Role { get; init; }

    /// <summary>What runs the instances; see <see cref="Machines"/>.</summary>
    public string Driver { get; init; } = "local";

    /// <summary>How the driver of Kubernetes works: the section <c>Toygres:Kubernetes</c>.</summary>
    public KubernetesOptions Kubernetes { get; init; } = new();

    /// <summary>The folder of PostgreSQL's programs; by default the newest of Debian's packages.</summary>
    public string? Programs { get; init; }

    /// <summary>The registries that runtime images may come from, with commas between; null for any.</summary>
    public string? Registries { get; init; }

    /// <summary>Where packages put PostgreSQL's programs of each version; by default where Debian's do.</summary>
    public string Packages { get; init; } = "/usr/lib/postgresql";

    /// <summary>The first port that instances get.</summary>
    public int FirstPort { get; init; } = 5500;

    /// <summary>How many ports there are for instances.</summary>
    public int Ports { get; init; } = 1000;

    /// <summary>Whether what instances wrote outlives a crash of the machine. Trials turn it off.</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>How long an actor waits between two looks, in seconds.</summary>
    public int HealthSeconds { get; init; } = 30;

    /// <summary>How long an operation waits between two looks, in seconds.</summary>
    public int PollSeconds { get; init; } = 2;

    /// <summary>The password of the account <c>admin</c>; without one and without accounts, one is made and printed once.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>A key of the account <c>admin</c>, of 32 characters at least; without one and without accounts, one is made and printed once.</summary>
    public string? AdminKey { get; init; }

    /// <summary>How long a session lasts; by default 12 hours.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How many requests one account, or one address without an account, makes in a minute.</summary>
    public int RequestsPerMinute { get; init; } = 1200;

    /// <summary>How many times in a minute one address tries a password.</summary>
    public int LoginsPerMinute { get; init; } = 10;

    /// <summary>How long the body of a request is at most, in bytes.</summary>
    public int MostBytes { get; init; } = 256 * 1024;

    /// <summary>How old the fleet may be that live pages are told of, in milliseconds.</summary>
    public int LookMilliseconds { get; init; } = 1000;

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public string? Problem()
    {
        var ranges = new (string Option, int Value, int Least, int Most)[]
        {
            (nameof(HealthSeconds), HealthSeconds, 1, 3600),
            (nameof(PollSeconds), PollSeconds, 1, 3600),
            (nameof(RequestsPerMinute), RequestsPerMinute, 1, int.MaxValue),
            (nameof(LoginsPerMinute), LoginsPerMinute, 1, int.MaxValue),
            (nameof(MostBytes), MostBytes, 1024, int.MaxValue),
            (nameof(LookMilliseconds), LookMilliseconds, 10, 60_000),
        };
        var wrong = ranges.FirstOrDefault(range => range.Value < range.Least || range.Value > range.Most);
        return wrong.Option is { } option
                ? $"{option} is {wrong.Value}: between {wrong.Least} and {wrong.Most} are possible."
            : Session < ShortestSession || Session > LongestSession
                ? $"Session is {Session}: between {ShortestSession} and {LongestSession} are possible."
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Role} of {Root} at {Address}";

    private static string DefaultRoot() =>
        Environment.UserName == "root"
            ? "/var/lib/toygres"
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "toygres");
}
