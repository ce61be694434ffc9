using System.Reflection;

namespace Duroxide.Packages.Tests;

/// <summary>What each package says to those who find it, and what it makes them depend on.</summary>
public sealed class PackageTests(Packed packed)
{
    // It brings text and no library.
    const string Templates = "Duroxide.Templates";

    // It brings a program and no library.
    const string Tool = "Duroxide.Cli";

    [Fact]
    public void Every_project_of_src_is_a_package() =>
        Assert.Equal(Built.Projects, packed.Packages().Select(package => package.Id));

    [Fact]
    public void A_dependency_has_a_lower_bound_and_no_upper_one() =>
        None(
            from package in packed.Packages()
            from dependency in package.Dependencies
            where dependency.Version.IndexOfAny(['[', '(', ',', '*']) >= 0
            select $"{package} needs {dependency.Id} {dependency.Version}"
        );

    [Fact]
    public void No_analyzer_of_the_build_is_a_dependency() =>
        None(
            from package in packed.Packages()
            from dependency in package.Dependencies
            where dependency.Id.Contains("CodeAnalysis", StringComparison.Ordinal)
            select $"{package} needs {dependency.Id}"
        );

    [Fact]
    public void The_core_depends_on_nothing() =>
        Assert.Empty(packed.Packages().Single(package => package.Id == "Duroxide.Core").Dependencies);

    [Fact]
    public void Each_package_has_a_description_of_its_own() =>
        Assert.Equal(
            Built.Projects.Count,
            packed
                .Packages()
                .Select(package => package.Text("description"))
                .Where(text => text?.Length > 40)
                .Distinct()
                .Count()
        );

    [Fact]
    public void Each_package_brings_its_readme() =>
        None(
            from package in packed.Packages()
            where package.Text("readme") != "README.md" || !Brings(package, "README.md")
            select package.Id
        );

    [Fact]
    public void Each_package_brings_the_icon() =>
        None(
            from package in packed.Packages()
            where package.Text("icon") != "icon.png" || !Brings(package, "icon.png")
            select package.Id
        );

    [Fact]
    public void Each_package_has_tags_a_licence_and_an_author() =>
        None(
            from package in packed.Packages()
            where
                package.Text("license") != "MIT"
                || package.Text("tags") is not { Length: > 0 }
                || package.Text("authors") is not { Length: > 0 }
            select package.Id
        );

    [Fact]
    public void Each_package_names_its_repository_and_the_commit() =>
        None(
            from package in packed.Packages()
            let repository = package.Element("repository")
            where
                repository?.Attribute("type")?.Value != "git"
                || repository.Attribute("url")?.Value != "https://example.net/duroxide.git"
                || repository.Attribute("commit")?.Value is not { Length: 40 }
            select package.Id
        );

    [Fact]
    public void Each_package_has_its_symbols_beside_it() =>
        None(
            from package in packed.Packages()
            where !IsApart(package) && !File.Exists(System.IO.Path.ChangeExtension(package.Path, ".snupkg"))
            select package.Id
        );

    [Fact]
    public void Each_package_brings_the_documentation_of_its_members() =>
        None(
            from package in packed.Packages()
            where !IsApart(package) && !Brings(package, $"lib/net10.0/{package.Id}.xml")
            select package.Id
        );

    [Fact]
    public void The_analyzers_and_their_repairs_come_with_the_main_package() =>
        Assert.Equal(
            ["analyzers/dotnet/cs/Duroxide.Analyzers.Fixes.dll", "analyzers/dotnet/cs/Duroxide.Analyzers.dll"],
            packed
                .Packages()
                .SelectMany(package => package.Files.Select(file => (package.Id, File: file)))
                .Where(each => each.File.Contains("Duroxide.Analyzers", StringComparison.Ordinal))
                .Select(each => each.Id == "Duroxide" ? each.File : each.Id)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_command_line_is_a_tool_named_duroxide() =>
        Assert.Contains(
            packed.Packages().Single(package => package.Id == Tool).Files,
            file =>
                file.StartsWith("tools/net10.0/any/", StringComparison.Ordinal)
                && file.EndsWith("DotnetToolSettings.xml", StringComparison.Ordinal)
        );

    [Fact]
    public void The_package_for_authors_brings_what_the_compiler_loads() =>
        Assert.Contains(
            "analyzers/dotnet/cs/Duroxide.Generators.dll",
            packed.Packages().Single(package => package.Id == "Duroxide").Files
        );

    // The groups of tests stay in tests, which find them by reflection, and the command line loads its users' assemblies.
    [Fact]
    public void Each_library_in_CSharp_says_that_it_can_be_trimmed() =>
        Assert.Equal(
            Built.Projects.Where(project =>
                project is not ("Duroxide.Testing.Conformance" or Tool)
                && File.Exists(Path.Combine(Built.Root, "src", project, $"{project}.csproj"))
            ),
            Built.Projects.Where(project =>
                Assembly
                    .Load(project)
                    .GetCustomAttributes<AssemblyMetadataAttribute>()
                    .Any(attribute => attribute is { Key: "IsTrimmable", Value: "True" })
            )
        );

    static bool IsApart(Package package) => package.Id is Templates or Tool;

    static bool Brings(Package package, string file) => package.Files.Contains(file);

    static void None(IEnumerable<string> findings) => Assert.Empty(findings);
}
