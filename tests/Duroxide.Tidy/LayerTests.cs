using System.Xml.Linq;

namespace Duroxide.Tidy;

public class LayerTests
{
    private static readonly string[] Engine = ["Duroxide.Runtime", "Duroxide.Providers", "Duroxide", "Duroxide.Core"];

    /// <summary>Which project may reference which: the arrows of docs/architecture.md, each to all that lie below.</summary>
    private static readonly Dictionary<string, string[]> Below = new()
    {
        ["Duroxide.Core"] = [],
        // The compiler loads them: they know our types by their names alone.
        ["Duroxide.Analyzers"] = [],
        ["Duroxide.Analyzers.Fixes"] = ["Duroxide.Analyzers"],
        ["Duroxide.Generators"] = [],
        ["Duroxide"] = ["Duroxide.Core"],
        ["Duroxide.FSharp"] = ["Duroxide", "Duroxide.Core"],
        ["Duroxide.Providers"] = ["Duroxide.Core"],
        ["Duroxide.Runtime"] = Engine[1..],
        ["Duroxide.Sqlite"] = ["Duroxide.Providers", "Duroxide.Core"],
        ["Duroxide.PostgreSql"] = ["Duroxide.Providers", "Duroxide.Core"],
        ["Duroxide.Testing"] = Engine,
        // It speaks to applications over HTTP.
        ["Duroxide.Aspire"] = [],
        // Text for dotnet new.
        ["Duroxide.Templates"] = [],
        ["Duroxide.Testing.Conformance"] = ["Duroxide.Testing", .. Engine],
        ["Duroxide.Testing.Hosting"] = ["Duroxide.Testing", "Duroxide.Hosting", .. Engine],
        ["Duroxide.Testing.FsCheck"] = ["Duroxide.Testing", .. Engine],
        ["Duroxide.Hosting"] = Engine,
        ["Duroxide.Client.Http"] = Engine,
        ["Duroxide.Cli"] =
        [
            "Duroxide.Dashboard",
            "Duroxide.Hosting",
            "Duroxide.Sqlite",
            "Duroxide.PostgreSql",
            "Duroxide.Testing",
            .. Engine,
        ],
        ["Duroxide.Dashboard"] = ["Duroxide.Hosting", "Duroxide.Testing", .. Engine],
    };

    [Fact]
    public void Every_project_has_a_layer() =>
        Finding.None(
            Repository.Projects.Select(Path.GetFileName).Where(project => !Below.ContainsKey(project!))!,
            "These projects have no layer in LayerTests and docs/architecture.md:"
        );

    [Fact]
    public void A_project_references_only_what_lies_below() =>
        Finding.None(
            from project in Repository.Projects
            let name = Path.GetFileName(project)
            from file in Directory.EnumerateFiles(project, "*.*proj")
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            // What is only built before, to be packed along.
            where reference.Attribute("ReferenceOutputAssembly")?.Value != "false"
            let target = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)
            where !Below[name].Contains(target)
            select $"{name} references {target}",
            "These references point the wrong way:"
        );

    [Fact]
    public void An_assembly_uses_only_what_lies_below() =>
        Finding.None(
            from assembly in Repository.Assemblies()
            let name = assembly.GetName().Name!
            from reference in assembly.GetReferencedAssemblies()
            where reference.Name!.StartsWith("Duroxide", StringComparison.Ordinal)
            where !Below[name].Contains(reference.Name)
            select $"{name} uses {reference.Name}",
            "These assemblies use what does not lie below them:"
        );
}
