using System.Security.Cryptography;
using System.Text;

namespace Toygres.Server;

/// <summary>Keys and the names of sessions: long random texts, of which hashes alone are kept.</summary>
internal static class Token
{
    /// <summary>How long a key is at least that somebody else made.</summary>
    public const int MinLength = 32;

    private const int Bytes = 32;
    private const int ShownLetters = 16;

    /// <summary>Makes one that nobody can guess.</summary>
    /// <param name="kind">What it begins with, so that people know what they found.</param>
    public static string New(string kind) =>
        $"{kind}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes))}";

    /// <summary>What is kept of it. It is random and long, so that no slow hash is needed.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>What a key is called: a piece of its hash, which can be shown.</summary>
    public static string IdOf(string token) => Hash(token)[..ShownLetters];
}
