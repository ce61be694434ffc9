namespace Toygres;

/// <summary>What a server says of itself.</summary>
/// <param name="Version">Its version, in its own words.</param>
/// <param name="Milliseconds">How long it took to answer.</param>
/// <param name="Bytes">How much its databases hold.</param>
/// <param name="IsFollower">Whether it follows another one, and does not write.</param>
public sealed record Pulse(string Version, double Milliseconds, long Bytes, bool IsFollower)
{
    /// <summary>How far it is behind the one that it follows, in seconds; null when it follows none, or has lost it.</summary>
    public double? LagSeconds { get; init; }
}

/// <summary>What a query gave.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The values as text; null for NULL.</param>
/// <param name="Affected">How many rows were changed; -1 when it changes none.</param>
/// <param name="IsCut">Whether there was more than is shown: 1000 rows, or 256 Ki characters.</param>
public sealed record QueryResult(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string?>> Rows,
    int Affected,
    bool IsCut
);

/// <summary>Talks to the servers of instances. Connections of statements are kept between calls.</summary>
public interface ISessions
{
    /// <summary>Comes in anew and asks a server how it is: one that lets nobody in is not well, whatever it says to who is in.</summary>
    /// <exception cref="Exception">It does not answer.</exception>
    Task<Pulse> CheckAsync(Endpoint endpoint, SecretReference password, CancellationToken cancellationToken);

    /// <summary>Runs a statement.</summary>
    /// <param name="endpoint">Where the server listens.</param>
    /// <param name="password">Where its password is.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="values">What stands in it as <c>$1</c> and so on, each a text, a number or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Exception">It does not answer, or refuses the statement.</exception>
    Task<QueryResult> QueryAsync(
        Endpoint endpoint,
        SecretReference password,
        string statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken
    );
}
