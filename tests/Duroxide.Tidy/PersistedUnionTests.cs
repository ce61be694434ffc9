using System.Text.RegularExpressions;
using Duroxide.Core;

namespace Duroxide.Tidy;

/// <summary>What a history holds must be written, read back, and met by the random programs of the laws.</summary>
public class PersistedUnionTests
{
    private static readonly Type[] Persisted =
    [
        typeof(Fact),
        typeof(Operation),
        typeof(Effect),
        typeof(Outcome),
        typeof(Failure),
        typeof(PoisonSubject),
        typeof(Interruption),
        typeof(Ending),
    ];

    [Fact]
    public void Each_case_of_a_persisted_union_reaches_the_codec() =>
        Finding.None(
            Unnamed(Repository.Sources("src/Duroxide.Runtime/Codec", ".cs")),
            "src/Duroxide.Runtime/Codec names these cases nowhere:"
        );

    [Fact]
    public void Each_case_of_a_persisted_union_reaches_a_generator() =>
        Finding.None(Unnamed(Repository.Sources("props", ".fs")), "props names these cases nowhere:");

    private static IEnumerable<string> Unnamed(IEnumerable<string> files)
    {
        var code = string.Join('\n', files.Select(File.ReadAllText));
        return from union in Union.All()
            where Persisted.Contains(union.Type)
            from single in union.Cases
            let name = $"{union.Name}.{single.Name}"
            where !Regex.IsMatch(code, $@"\b{Regex.Escape(name)}\b")
            select name;
    }
}
