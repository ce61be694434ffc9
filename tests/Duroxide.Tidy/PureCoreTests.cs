using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Duroxide.Tidy;

public class PureCoreTests
{
    private static readonly string[] Impure =
    [
        "System.Threading",
        "System.IO",
        "System.Net",
        "System.Text.Json",
        "Microsoft.Extensions",
    ];

    /// <summary>The analyzer sees calls; this sees every type that the compiled core mentions at all.</summary>
    [Fact]
    public void The_core_mentions_no_task_no_thread_no_file_no_json_and_no_logger()
    {
        using var file = File.OpenRead(System.Reflection.Assembly.Load("Duroxide.Core").Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();

        Finding.None(
            from handle in metadata.TypeReferences
            let type = metadata.GetTypeReference(handle)
            let space = metadata.GetString(type.Namespace)
            where Impure.Any(impure => space == impure || space.StartsWith(impure + ".", StringComparison.Ordinal))
            select $"{space}.{metadata.GetString(type.Name)}",
            "Duroxide.Core is pure, but it mentions:"
        );
    }

    [Fact]
    public void Only_one_file_may_read_the_machines_clock_or_chance() =>
        Finding.None(
            Repository
                .Sources("src", ".cs")
                .Where(file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal))
                .Select(Repository.NameOf)
                .Skip(1),
            "One file is enough to lift the ban on ambient time, ids and randomness. These are more:"
        );
}
