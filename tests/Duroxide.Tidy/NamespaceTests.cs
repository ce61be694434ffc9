using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

/// <summary>Applications need one namespace; docs/decisions/names-and-namespaces.md says why.</summary>
public partial class NamespaceTests
{
    // They change what a history says, ask for what an instance waits, or tell each event.
    private static readonly string[] TakeHistoriesApart =
    [
        "samples/Testing.FSharp/ScenarioTests.fs",
        "samples/Testing.FSharp/TimeTravelTests.fs",
        "samples/Toygres/Toygres.Server/Api/Histories.cs",
    ];

    [Fact]
    public void A_sample_of_an_application_needs_no_name_of_the_core() =>
        Assert.Equal(
            TakeHistoriesApart,
            Repository
                .Sources("samples", ".cs", ".fs", ".fsx")
                .Where(file => NamesTheCore().IsMatch(File.ReadAllText(file)))
                .Select(Repository.NameOf)
        );

    [GeneratedRegex(@"^\s*(using|open) Duroxide\.Core\b", RegexOptions.Multiline)]
    private static partial Regex NamesTheCore();
}
