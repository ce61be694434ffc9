using System.Security.Cryptography;
using System.Text;

namespace Duroxide.Sqlite;

/// <summary>One step of the schema.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Text">Its statements.</param>
sealed record Script(string Name, string Text)
{
    /// <summary>What the released script is recognised by.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
