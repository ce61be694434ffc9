using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>What somebody may do; each includes what stands above it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Works on instances and images, and may have their passwords.</summary>
    Operator,

    /// <summary>Says who may do what, and reads who did what.</summary>
    Admin,
}

/// <summary>Somebody who may come in.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="PasswordHash">What the hash of the password is; null when it comes in by keys alone.</param>
/// <param name="Created">When it was entered.</param>
public sealed record Account(string Name, Role Role, string? PasswordHash, DateTimeOffset Created)
{
    /// <summary>Whether its password was made up at a start, and nobody has come in as it yet.</summary>
    public bool IsUnclaimed { get; init; }
}

/// <summary>A key that a program comes in with. The key itself is nowhere.</summary>
/// <param name="Id">Tells the keys of an account apart; it can be shown to anybody.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Label">What it is for, for people.</param>
/// <param name="Hash">The hash of the key.</param>
/// <param name="Created">When it was made.</param>
public sealed record ApiKey(string Id, string Account, string Label, string Hash, DateTimeOffset Created);

/// <summary>A session that began with a password. What the browser or program holds is nowhere.</summary>
/// <param name="Hash">The hash of what it is known by.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Created">When it began.</param>
/// <param name="Ends">When it is over.</param>
public sealed record LoginSession(string Hash, string Account, DateTimeOffset Created, DateTimeOffset Ends);

/// <summary>Something that somebody asked to be changed.</summary>
/// <param name="Id">Later ones have greater ids.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Account">Who asked; <see cref="Nobody"/> when a login failed, of which the subject is the name that was typed.</param>
/// <param name="Address">From where.</param>
/// <param name="Action">What was asked for.</param>
/// <param name="Subject">Of what; null for nothing in particular.</param>
public sealed record AuditEntry(
    string Id,
    DateTimeOffset At,
    string Account,
    string Address,
    string Action,
    string? Subject
)
{
    /// <summary>Who is not known. No account is called so.</summary>
    public const string Nobody = "nobody";

    /// <summary>The status that was answered; null when the process ended before.</summary>
    public int? Status { get; init; }
}
