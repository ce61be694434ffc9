using System.Text.RegularExpressions;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>The little of a PostgreSQL server that psql in a pod asks for.</summary>
internal sealed partial class FakeServer
{
    private string? own;

    /// <summary>The one that it follows; null for one that writes.</summary>
    public FakeServer? Leader { get; private set; }

    public bool IsFollower => Leader is not null;

    /// <summary>Whether it goes on to follow when it is told to write.</summary>
    public bool IsStubborn { get; set; }

    public List<string> Log { get; } =
    ["LOG:  starting PostgreSQL", "LOG:  database system is ready to accept connections"];

    /// <summary>What it keeps of the password; null before it was given one.</summary>
    public string? Verifier => Leader is null ? own : Leader.Verifier;

    /// <summary>A server that begins as a copy of another one, and follows it; or that begins empty, and writes.</summary>
    public static FakeServer Begin(FakeServer? leader) => new() { Leader = leader };

    /// <summary>Runs a statement: what psql prints, what it complains of, and its code.</summary>
    public (string Output, string Error, int Code) Run(string statement)
    {
        if (AlterRole().Match(statement) is { Success: true } alter)
        {
            if (IsFollower)
            {
                return ("", "ERROR:  cannot execute ALTER ROLE in a read-only transaction", 3);
            }
            own = alter.Groups[1].Value;
            return ("", "", 0);
        }
        if (statement.Contains("pg_promote", StringComparison.Ordinal))
        {
            if (IsFollower && !IsStubborn)
            {
                (own, Leader) = (Verifier, null);
            }
            return (IsFollower ? "f" : "t", "", 0);
        }
        return ("", $"ERROR:  syntax error at or near \"{statement}\"", 3);
    }

    [GeneratedRegex(@"^ALTER ROLE postgres PASSWORD '([^']+)';$")]
    private static partial Regex AlterRole();
}
