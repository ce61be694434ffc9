using System.ComponentModel.DataAnnotations;

namespace Toygres.Server.Contracts;

/// <summary>A container image that instances can run.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Reference">Where it is, with its digest.</param>
/// <param name="Kind">What is in it: stock or pg_durable.</param>
/// <param name="Created">When it was registered.</param>
public sealed record RuntimeImageView(string Name, string Reference, string Kind, DateTimeOffset Created);

/// <summary>A container image is to be registered.</summary>
/// <param name="Name">What it is called: small letters, digits and hyphens.</param>
/// <param name="Reference">Where it is: registry/path@sha256: and 64 hexadecimal digits.</param>
/// <param name="Kind">What is in it: stock or pg_durable.</param>
public sealed record RegisterRequest(
    [property: Required] string Name,
    [property: Required] string Reference,
    string Kind = "stock"
);

/// <summary>Rows that an instance gave.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, of which each value is a text, or null.</param>
public sealed record TableView(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows);

/// <summary>A durable function is to begin within an instance.</summary>
/// <param name="Statement">A statement of SQL, or a function of pg_durable as the text that its own functions give.</param>
public sealed record DurableStartRequest([property: Required] string Statement)
{
    /// <summary>What people call it.</summary>
    public string? Label { get; init; }

    /// <summary>What stands in it as <c>{name}</c>. No password belongs into it.</summary>
    public Dictionary<string, string>? Variables { get; init; }
}

/// <summary>A durable function is to begin within an instance, and its end is waited for.</summary>
/// <param name="Statement">A statement of SQL, or a function of pg_durable as the text that its own functions give.</param>
/// <param name="WaitSeconds">How long to wait for the end, up to 60 seconds; 0 for not at all.</param>
public sealed record DurableRunRequest([property: Required] string Statement, int WaitSeconds = 30)
{
    /// <summary>What people call it.</summary>
    public string? Label { get; init; }

    /// <summary>What stands in it as <c>{name}</c>. No password belongs into it.</summary>
    public Dictionary<string, string>? Variables { get; init; }
}

/// <summary>How far a durable function is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">pending, running, completed, failed or cancelled.</param>
/// <param name="Result">What it gave, as JSON; null for nothing, or before its end.</param>
public sealed record DurableRunView(string Id, string Status, string? Result);

/// <summary>A durable function is told something.</summary>
/// <param name="Name">The name of the signal.</param>
/// <param name="Data">What it brings: JSON, or a text.</param>
public sealed record DurableSignalRequest([property: Required] string Name, string Data = "{}");
