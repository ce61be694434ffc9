using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Toygres;

/// <summary>A container image that a driver can run servers of, as somebody registered it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Reference">Where it is, as in <c>registry.example/team/postgres@sha256:…</c>: its digest says what it is for all time.</param>
/// <param name="Kind">What is in it.</param>
public sealed partial record RuntimeImage(ImageName Name, string Reference, RuntimeKind Kind)
{
    private const int LongestReference = 300;

    /// <summary>The word for what is in it.</summary>
    [JsonIgnore]
    public string Contents => Kind is RuntimeKind.PgDurable ? "pg_durable" : "stock";

    /// <summary>What a word means; null when there is no such kind.</summary>
    public static RuntimeKind? KindOf(string word) =>
        word switch
        {
            "stock" => RuntimeKind.Stock,
            "pg_durable" => RuntimeKind.PgDurable,
            _ => null,
        };

    /// <summary>What is wrong with a reference; null when nothing is.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="registries">The registries that images may come from; none for any.</param>
    public static string? Problem(string reference, IReadOnlyList<string> registries)
    {
        if (reference.Length > LongestReference || !Shape().IsMatch(reference))
        {
            return $"'{reference}' is no image: write registry/path@sha256: and 64 hexadecimal digits, {LongestReference} characters at most.";
        }
        var registry = reference.Split('/')[0];
        return registries.Count == 0 || registries.Contains(registry)
            ? null
            : $"Images of {registry} are not run here. There are: {string.Join(", ", registries)}.";
    }

    // A registry has a dot or a port, so that no path is taken for one.
    [GeneratedRegex(
        @"^(localhost|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)(:[0-9]{1,5})?(/[a-z0-9]+([._-][a-z0-9]+)*)+@sha256:[0-9a-f]{64}\z"
    )]
    private static partial Regex Shape();
}

/// <summary>A runtime image that is registered.</summary>
/// <param name="Image">What it is.</param>
/// <param name="Created">When it was registered.</param>
public sealed record RegisteredImage(RuntimeImage Image, DateTimeOffset Created);
