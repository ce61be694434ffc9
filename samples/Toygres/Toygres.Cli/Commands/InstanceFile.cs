using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Toygres.Cli;

/// <summary>A file that says which instances there are to be: one, or a list of them, in YAML.</summary>
internal static class InstanceFile
{
    /// <summary>Reads a file; <c>-</c> is what is typed.</summary>
    /// <exception cref="UsageException">It cannot be read; the text says where.</exception>
    public static IReadOnlyList<CreateInstanceRequest> Read(string path, Terminal terminal)
    {
        if (path != "-" && !File.Exists(path))
        {
            throw new UsageException($"There is no file {path}.");
        }
        var text = path == "-" ? terminal.Input.ReadToEnd() : File.ReadAllText(path);
        var reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        try
        {
            List<Entry?> entries = IsList(text)
                ? reader.Deserialize<List<Entry?>>(text)
                : [reader.Deserialize<Entry?>(text)];
            return [.. entries.Select(entry => (entry ?? new()).ToRequest(path))];
        }
        catch (YamlException wrong)
        {
            throw new UsageException($"{path}, line {wrong.Start.Line}: {Explain(wrong)}");
        }
    }

    // The first line that says anything begins a list, or does not.
    private static bool IsList(string text) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line is not ("" or ['#', ..] or "---"))
            is "-"
                or ['-', ' ', ..];

    private static string Explain(YamlException wrong)
    {
        var known = typeof(Entry).GetProperties().Select(part => CamelCaseNamingConvention.Instance.Apply(part.Name));
        return wrong.Message.Contains("not found on type", StringComparison.Ordinal)
            ? $"an instance has no {wrong.Message.Split('\'')[1]}. It may have: {string.Join(", ", known)}."
            : wrong.InnerException?.Message ?? wrong.Message;
    }

    private sealed class Entry
    {
        public string? Name { get; set; }

        public int? Connections { get; set; }

        public int? MemoryMegabytes { get; set; }

        public int? StorageGigabytes { get; set; }

        public string? DnsName { get; set; }

        public string? Image { get; set; }

        public string? RuntimeImage { get; set; }

        public string? Follows { get; set; }

        public string? Password { get; set; }

        public int? BackupSeconds { get; set; }

        public int? BackupKeep { get; set; }

        public Dictionary<string, string>? Tags { get; set; }

        public CreateInstanceRequest ToRequest(string path) =>
            new(Name ?? throw new UsageException($"{path}: an instance has no name."))
            {
                Size = Sizes.Of(Connections, MemoryMegabytes, StorageGigabytes),
                DnsName = DnsName,
                Image = Image,
                RuntimeImage = RuntimeImage,
                Follows = Follows,
                Password = Password,
                Backups = BackupSeconds is { } seconds ? new(seconds, BackupKeep ?? 7) : null,
                Tags = Tags,
            };
    }
}

/// <summary>Sizes of which a part is given.</summary>
internal static class Sizes
{
    public static SizeView? Of(int? connections, int? memory, int? storage)
    {
        var usual = new SizeView();
        return (connections, memory, storage) is (null, null, null)
            ? null
            : new(connections ?? usual.Connections, memory ?? usual.MemoryMegabytes, storage ?? usual.StorageGigabytes);
    }
}
