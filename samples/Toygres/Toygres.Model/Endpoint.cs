using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>Where an instance listens. It has no password; the secret has.</summary>
/// <param name="Host">The address.</param>
/// <param name="Port">The port.</param>
public sealed record Endpoint(string Host, int Port)
{
    /// <summary>The user whose password the secret is.</summary>
    public const string User = "postgres";

    /// <summary>The database that is always there.</summary>
    public const string Database = "postgres";

    /// <summary>The connection string without the password.</summary>
    [JsonIgnore]
    public string ConnectionString => $"Host={Host};Port={Port};Username={User};Database={Database}";
}
