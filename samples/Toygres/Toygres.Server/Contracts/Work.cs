using System.ComponentModel.DataAnnotations;

namespace Toygres.Server.Contracts;

/// <summary>Something that was begun.</summary>
/// <param name="Operation">The operation, to be asked for at <c>/api/operations</c>.</param>
/// <param name="Name">The instance or image that it works on.</param>
public sealed record StartedView(string Operation, string Name);

/// <summary>How far an operation is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it does, as in <c>create-instance</c>.</param>
/// <param name="Status">running, completed or failed.</param>
/// <param name="Created">When it was begun.</param>
/// <param name="Updated">When anything of it was changed last.</param>
public sealed record OperationView(
    string Id,
    string Kind,
    string Status,
    DateTimeOffset Created,
    DateTimeOffset Updated
)
{
    /// <summary>What it says that it does; null when it said nothing.</summary>
    public string? Step { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; init; }
}

/// <summary>Another size.</summary>
/// <param name="Size">How much the instance may take from now on.</param>
public sealed record ResizeRequest([property: Required] SizeView Size);

/// <summary>An instance is to be what it was when an image was made.</summary>
/// <param name="Image">The image.</param>
public sealed record RestoreRequest([property: Required] string Image);

/// <summary>A replica is to take the place of the instance.</summary>
/// <param name="Replica">The replica.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record FailOverRequest([property: Required] string Replica, string Reason = "somebody asked for it");

/// <summary>An instance that lost its place is to follow the one that has it.</summary>
/// <param name="Primary">The one that has its place.</param>
public sealed record RejoinRequest([property: Required] string Primary);

/// <summary>An image is to be made of the instance.</summary>
/// <param name="Name">What it is called: small letters, digits and hyphens.</param>
public sealed record ImageRequest([property: Required] string Name);

/// <summary>An image is to be made.</summary>
/// <param name="Name">What it is called: small letters, digits and hyphens.</param>
/// <param name="Source">The instance that it is of.</param>
public sealed record CreateImageRequest([property: Required] string Name, [property: Required] string Source);

/// <summary>A statement for an instance.</summary>
/// <param name="Statement">The statement. It stands in the history, so that no password belongs into it.</param>
/// <param name="WaitSeconds">How long to wait for the answer, up to 60 seconds; 0 for not at all.</param>
public sealed record QueryRequest([property: Required] string Statement, int WaitSeconds = 30);

/// <summary>What became of a statement.</summary>
/// <param name="Id">What to ask for at <c>query-status</c>.</param>
/// <param name="Status">waiting, answered or failed.</param>
public sealed record QueryView(string Id, string Status)
{
    /// <summary>The names of the columns; null before there is an answer.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The rows, of which each value is a text, or null; null before there is an answer.</summary>
    public IReadOnlyList<IReadOnlyList<string?>>? Rows { get; init; }

    /// <summary>How many rows were changed; -1 when the statement changes none.</summary>
    public int Affected { get; init; } = -1;

    /// <summary>Whether there was more than is told: 1000 rows, or 256 Ki characters.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }
}

/// <summary>Many instances.</summary>
/// <param name="Base">What they are called, before a number.</param>
/// <param name="Count">How many, from 1 to 500.</param>
public sealed record BatchRequest([property: Required] string Base, int Count)
{
    /// <summary>How much each may take.</summary>
    public SizeView? Size { get; init; }
}

/// <summary>How far a batch is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">running, completed or failed.</param>
/// <param name="Total">How many are to be made.</param>
/// <param name="Completed">How many run.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Creating">How many are being made, or wait for it.</param>
/// <param name="Errors">The last errors, ten at most.</param>
/// <param name="Created">When it was begun.</param>
public sealed record BatchView(
    string Id,
    string Status,
    int Total,
    int Completed,
    int Failed,
    int Creating,
    IReadOnlyList<string> Errors,
    DateTimeOffset Created
);

/// <summary>Names of instances.</summary>
/// <param name="Names">Which ones, 500 at most.</param>
public sealed record NamesRequest([property: Required] IReadOnlyList<string> Names);

/// <summary>What became of one of many.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Operation">The operation that was begun; null when none was.</param>
/// <param name="Refused">Why none was begun; null when one was.</param>
public sealed record OutcomeView(string Name, string? Operation, string? Refused);

/// <summary>Why something is asked for.</summary>
/// <param name="Reason">For people.</param>
public sealed record ReasonRequest(string Reason = "somebody asked for it");
