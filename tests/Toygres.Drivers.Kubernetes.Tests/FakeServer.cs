using System.Text.RegularExpressions;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>The little of a PostgreSQL server that psql in a pod asks for.</summary>
internal sealed partial class FakeServer
{
    public bool IsFollower { get; set; }

    /// <summary>Whether it goes on to follow when it is told to write.</summary>
    public bool IsStubborn { get; set; }

    public List<string> Log { get; } =
    ["LOG:  starting PostgreSQL", "LOG:  database system is ready to accept connections"];

    /// <summary>What it keeps of the password; null before it was given one.</summary>
    public string? Verifier { get; private set; }

    /// <summary>Runs a statement: what psql prints, what it complains of, and its code.</summary>
    public (string Output, string Error, int Code) Run(string statement)
    {
        if (AlterRole().Match(statement) is { Success: true } alter)
        {
            Verifier = alter.Groups[1].Value;
            return IsFollower ? ("", "ERROR:  cannot execute ALTER ROLE in a read-only transaction", 3) : ("", "", 0);
        }
        if (statement.Contains("pg_promote", StringComparison.Ordinal))
        {
            IsFollower = IsFollower && IsStubborn;
            return (IsFollower ? "f" : "t", "", 0);
        }
        return ("", $"ERROR:  syntax error at or near \"{statement}\"", 3);
    }

    [GeneratedRegex(@"^ALTER ROLE postgres PASSWORD '([^']+)';$")]
    private static partial Regex AlterRole();
}
