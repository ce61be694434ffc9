using System.IO.Compression;
using System.Xml.Linq;

namespace Duroxide.Packages.Tests;

/// <summary>What a package says of itself, and the names of its files.</summary>
public sealed record Package(string Path, XElement Metadata, IReadOnlyList<string> Files)
{
    public string Id => Text("id")!;

    public IEnumerable<(string Id, string Version)> Dependencies =>
        from dependency in Metadata.Descendants()
        where dependency.Name.LocalName == "dependency"
        select (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value);

    public static Package Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var nuspec = archive
            .Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();
        return new(
            path,
            XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata"),
            [.. archive.Entries.Select(entry => entry.FullName)]
        );
    }

    public string? Text(string element) => Element(element)?.Value;

    public XElement? Element(string element) =>
        Metadata.Elements().SingleOrDefault(candidate => candidate.Name.LocalName == element);

    public override string ToString() => Id;
}
