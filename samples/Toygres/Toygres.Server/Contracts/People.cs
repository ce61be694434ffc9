using System.ComponentModel.DataAnnotations;

namespace Toygres.Server.Contracts;

/// <summary>A name and a password.</summary>
/// <param name="Name">The name of the account.</param>
/// <param name="Password">Its password.</param>
public sealed record LoginRequest([property: Required] string Name, [property: Required] string Password)
{
    /// <inheritdoc/>
    public override string ToString() => $"a login of {Name}";
}

/// <summary>A session.</summary>
/// <param name="Token">What to send as bearer. It is told here and never again.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Role">viewer, operator or admin.</param>
/// <param name="Ends">When it is over.</param>
public sealed record SessionView(string Token, string Account, string Role, DateTimeOffset Ends)
{
    /// <inheritdoc/>
    public override string ToString() => $"a session of {Account}";
}

/// <summary>An account.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">viewer, operator or admin.</param>
/// <param name="HasPassword">Whether it can log in; keys it may have either way.</param>
/// <param name="Created">When it was entered.</param>
public sealed record AccountView(string Name, string Role, bool HasPassword, DateTimeOffset Created);

/// <summary>A new account.</summary>
/// <param name="Name">The name: small letters, digits and hyphens.</param>
/// <param name="Role">viewer, operator or admin.</param>
/// <param name="Password">What it logs in with, of 8 characters at least; null for keys alone.</param>
public sealed record AccountRequest(
    [property: Required] string Name,
    [property: Required] string Role,
    string? Password
)
{
    /// <inheritdoc/>
    public override string ToString() => $"an account {Name}";
}

/// <summary>Another password.</summary>
/// <param name="Password">The password, of 8 characters at least.</param>
public sealed record PasswordRequest([property: Required] string Password)
{
    /// <inheritdoc/>
    public override string ToString() => "a password";
}

/// <summary>A new key.</summary>
/// <param name="Label">What it is for, for people.</param>
public sealed record KeyRequest([property: Required] string Label);

/// <summary>A key of which only its label is known.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Created">When it was made.</param>
public sealed record KeyView(string Id, string Label, DateTimeOffset Created);

/// <summary>A key that was just made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">The key. It is told here and never again.</param>
public sealed record NewKeyView(string Id, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"key {Id}";
}

/// <summary>Who you are.</summary>
/// <param name="Name">Your account; null when you are not known.</param>
/// <param name="Role">Your role; null when you are not known.</param>
/// <param name="Ends">When your session is over; null when you came by a key.</param>
public sealed record MeView(string? Name, string? Role, DateTimeOffset? Ends);

/// <summary>Something that somebody asked to be changed.</summary>
/// <param name="Id">Later ones have greater ids.</param>
/// <param name="At">When.</param>
/// <param name="Account">Who.</param>
/// <param name="Address">From where.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">Of what; null for nothing in particular.</param>
/// <param name="Status">The status that was answered; null when the process ended before.</param>
public sealed record AuditView(
    string Id,
    DateTimeOffset At,
    string Account,
    string Address,
    string Action,
    string? Subject,
    int? Status
);
