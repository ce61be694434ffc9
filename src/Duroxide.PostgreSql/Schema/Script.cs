using System.Security.Cryptography;
using System.Text;

namespace Duroxide.PostgreSql;

/// <summary>One step of the schema.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Text">Its statements, with the schema's name left out.</param>
sealed record Script(int Version, string Text)
{
    /// <summary>The steps, in order: the files of a folder are one step.</summary>
    public static IReadOnlyList<Script> All { get; } =
    [
        .. Statement
            .Resources("schema/")
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .GroupBy(name => name.Split('/')[1])
            .Select(
                (files, index) =>
                    new Script(index + 1, string.Join("\n", files.Select(name => Statement.Resource(name))))
            ),
    ];

    /// <summary>What the released script is recognised by.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
