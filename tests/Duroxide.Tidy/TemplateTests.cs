using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Duroxide.Tidy;

/// <summary>What templates ask for is what was tried: our packages as they are packed with them, others as they are pinned here.</summary>
public partial class TemplateTests
{
    private const string Ours = "DUROXIDE_VERSION";

    // The first group is that of programs and tests; the others are of single packages.
    private static readonly Dictionary<string, string> Pinned = Pin()
        .Matches(File.ReadAllText(Repository.PathOf("paket.lock")).Split("\nGROUP ")[0])
        .ToDictionary(pin => pin.Groups["id"].Value, pin => pin.Groups["version"].Value);

    [Fact]
    public void A_template_names_no_version_of_our_packages() =>
        Finding.None(
            from package in Packages()
            where package.Id.StartsWith("Duroxide", StringComparison.Ordinal) != (package.Version == Ours)
            select $"{package.File}: {package.Id} {package.Version}",
            $"Packing replaces {Ours}, which is for our packages and for all of them:"
        );

    [Fact]
    public void A_template_asks_for_the_version_that_is_pinned_here() =>
        Finding.None(
            from package in Packages()
            where Pinned.TryGetValue(package.Id, out var pinned) && pinned != package.Version
            select $"{package.File}: {package.Id} {package.Version}, and paket.lock has {Pinned[package.Id]}",
            "These templates ask for other versions than paket.lock:"
        );

    [Fact]
    public void Templates_and_pins_are_found()
    {
        Assert.Contains(Packages(), package => package is { Id: "Duroxide.Runtime", Version: Ours });
        Assert.Contains(Packages(), package => Pinned.ContainsKey(package.Id));
    }

    // A project may be called "My App".
    [Fact]
    public void A_command_of_a_template_quotes_the_name_of_the_project() =>
        Finding.None(
            from file in Commanding()
            from line in File.ReadLines(file)
            where BareName().IsMatch(line)
            select $"{Repository.NameOf(file)}: {line.Trim()}",
            "A name of a project may have spaces. Put quotes around the path in these commands:"
        );

    [Fact]
    public void Commands_of_templates_are_found() =>
        Assert.Contains(
            Commanding().SelectMany(File.ReadLines),
            line => line.Contains("dotnet publish \"PROJECT_NAME", StringComparison.Ordinal)
        );

    private static IEnumerable<string> Commanding() =>
        Repository.Sources("src/Duroxide.Templates/content", ".md", ".yml", ".yaml", "");

    [GeneratedRegex(@"\b(?:dotnet|duroxide) .*(?<= )[^"" ]*PROJECT_NAME")]
    private static partial Regex BareName();

    private static IEnumerable<(string File, string Id, string Version)> Packages() =>
        from file in Repository.Sources("src/Duroxide.Templates/content", ".csproj", ".fsproj")
        from reference in XDocument.Load(file).Descendants("PackageReference")
        select (Repository.NameOf(file), reference.Attribute("Include")!.Value, reference.Attribute("Version")!.Value);

    [GeneratedRegex(@"^    (?<id>[\w.]+) \((?<version>[^)]+)\)", RegexOptions.Multiline)]
    private static partial Regex Pin();
}
