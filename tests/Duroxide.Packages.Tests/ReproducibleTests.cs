using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;

namespace Duroxide.Packages.Tests;

/// <summary>Whoever packs the same commit gets the same bytes, and so can check what others have packed.</summary>
[Collection(Built.Output)]
public sealed class ReproducibleTests(Packed packed, Clones clones) : IClassFixture<Clones>, IDisposable
{
    // The SDK adds it after the files that F# embeds. It holds no code.
    const string Last = ".AssemblyAttributes.fs";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("duroxide-reproducible-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Packing_again_gives_the_same_bytes()
    {
        await Packed.PackAsync(folder.FullName);

        AssertAlike(packed.Folder, folder.FullName);
    }

    [Fact]
    public void Another_folder_and_another_branch_give_the_same_bytes() =>
        AssertAlike(Clones.PackedIn(clones.Folders[0]), Clones.PackedIn(clones.Folders[1]));

    [Theory]
    [InlineData("Duroxide.Core")]
    [InlineData("Duroxide")]
    [InlineData("Duroxide.FSharp")]
    public void Symbols_tell_where_each_source_is_and_hold_what_was_generated(string project)
    {
        var clone = clones.Folders[0];
        using var file = File.OpenRead(
            Path.Combine(clone, "src", project, "bin", "Release", "net10.0", $"{project}.pdb")
        );
        using var provider = MetadataReaderProvider.FromPortablePdbStream(file);
        var symbols = provider.GetMetadataReader();

        var (from, to) = Assert.Single(SourceLink(symbols));

        Assert.StartsWith("https://raw.githubusercontent.com/example/duroxide/", to, StringComparison.Ordinal);
        Assert.Empty(
            from handle in symbols.Documents
            let path = symbols.GetString(symbols.GetDocument(handle).Name)
            where !IsInCommit(path) && !Holds(symbols, handle) && !path.EndsWith(Last, StringComparison.Ordinal)
            select path
        );

        bool IsInCommit(string path) =>
            path.StartsWith(from, StringComparison.Ordinal)
            && !path.Contains("/obj/", StringComparison.Ordinal)
            && File.Exists(Path.Combine(clone, path[from.Length..]));
    }

    // The paths in the symbols, and the addresses of the commit, without the star at their end.
    static IEnumerable<(string From, string To)> SourceLink(MetadataReader symbols)
    {
        var link = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        var text = symbols
            .GetCustomDebugInformation(Handle.ModuleDefinition)
            .Select(handle => symbols.GetCustomDebugInformation(handle))
            .Where(found => symbols.GetGuid(found.Kind) == link)
            .Select(found => Encoding.UTF8.GetString(symbols.GetBlobBytes(found.Value)))
            .Single();
        using var document = JsonDocument.Parse(text);
        return
        [
            .. document
                .RootElement.GetProperty("documents")
                .EnumerateObject()
                .Select(one => (one.Name.TrimEnd('*'), one.Value.GetString()!.TrimEnd('*'))),
        ];
    }

    static bool Holds(MetadataReader symbols, DocumentHandle document)
    {
        var source = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        return symbols
            .GetCustomDebugInformation(document)
            .Any(handle => symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind) == source);
    }

    static void AssertAlike(string one, string other)
    {
        Assert.NotEmpty(Names(one));
        Assert.Equal(Names(one), Names(other));
        Assert.DoesNotContain(
            Names(one),
            name =>
                !File.ReadAllBytes(Path.Combine(one, name))
                    .AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Path.Combine(other, name)))
        );
    }

    static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order();
}
