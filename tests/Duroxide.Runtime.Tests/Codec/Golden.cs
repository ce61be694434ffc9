using System.Text;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

/// <summary>The files that hold the stored form of each sample.</summary>
/// <remarks>
/// The file <c>Event.TimerFired.json</c> is what this build writes. When a form is replaced, the file of the old one stays
/// as <c>Event.TimerFired.before-0.4.json</c>, and must be read as the same value for ever.
/// </remarks>
static class Golden
{
    const string Rewrite = "UPDATE_GOLDEN";

    /// <summary>One sample: what it is, its stored form today, and how a stored form is read and compared.</summary>
    public sealed record Entry(string Name, byte[] Encoded, object Value, Func<byte[], object> Decode);

    public static IReadOnlyDictionary<string, Entry> Entries { get; } =
        Events().Concat(Others()).ToDictionary(entry => entry.Name);

    static string Folder { get; } = Clone.PathOf("tests", "Duroxide.Runtime.Tests", "Codec", "Golden");

    public static IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Folder).Select(Path.GetFileName)!];

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    /// <summary>The stored form as the file has it; null when there is no file.</summary>
    public static string? Recorded(Entry entry)
    {
        var file = Path.Combine(Folder, entry.Name + ".json");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllBytes(file, entry.Encoded);
        }
        return File.Exists(file) ? Encoding.UTF8.GetString(File.ReadAllBytes(file)) : null;
    }

    /// <summary>The whole histories, each a header and one batch a turn, a line each.</summary>
    public static IReadOnlyList<string> Histories =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "Histories")).Select(Path.GetFileName)!];

    public static string[] ReadHistory(string file) => File.ReadAllLines(Path.Combine(Folder, "Histories", file));

    /// <summary>Checks that a history is the recorded one.</summary>
    public static void HoldsHistory(string name, IReadOnlyList<string> lines)
    {
        var file = Path.Combine(Folder, "Histories", name + ".jsonl");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(file, string.Join('\n', lines) + '\n');
        }
        Assert.True(
            File.Exists(file) && File.ReadLines(file).SequenceEqual(lines),
            $"The history of {name} is now\n{string.Join('\n', lines)}\n{Advice}"
        );
    }

    public static string Advice =>
        $"Is the stored form to change? Keep the old file as <name>.before-<version>.json, and run with {Rewrite}=1.";

    static IEnumerable<Entry> Events() =>
        from sample in Samples.Facts
        let happened = Samples.At(sample.Value)
        select new Entry(
            $"Event.{sample.Key}",
            WireCodec.EncodeEvents([happened]),
            happened,
            bytes => Assert.Single(WireCodec.DecodeEvents("golden", [bytes]))
        );

    static IEnumerable<Entry> Others() =>
        Of("Delivery", Samples.Deliveries, delivery => WireCodec.EncodeDelivery(delivery), WireCodec.DecodeDelivery)
            .Concat(Of("Header", Samples.Headers, header => WireCodec.EncodeHeader(header), WireCodec.DecodeHeader))
            .Concat(Of("Ending", Samples.Endings, WireCodec.EncodeEnding, WireCodec.DecodeEnding))
            .Concat(Of("Work", Samples.Works, WireCodec.EncodeActivityWork, WireCodec.DecodeActivityWork))
            .Concat(Traced());

    static IEnumerable<Entry> Traced()
    {
        var message = new Traced<Delivery>(Samples.Deliveries["Message"], Samples.Trace);
        var header = new Traced<Header>(Samples.Headers["Root"], Samples.Trace);
        return
        [
            new(
                "Delivery.Message-traced",
                WireCodec.EncodeDelivery(message.Content, message.Trace),
                message,
                bytes => WireCodec.DecodeTracedDelivery("golden", bytes)
            ),
            new(
                "Header.Root-traced",
                WireCodec.EncodeHeader(header.Content, header.Trace),
                header,
                bytes => WireCodec.DecodeTracedHeader("golden", bytes)
            ),
        ];
    }

    static IEnumerable<Entry> Of<T>(
        string family,
        IReadOnlyDictionary<string, T> samples,
        Func<T, byte[]> encode,
        Func<InstanceId, ReadOnlyMemory<byte>, T> decode
    )
        where T : class =>
        from sample in samples
        select new Entry(
            $"{family}.{sample.Key}",
            encode(sample.Value),
            sample.Value,
            bytes => decode("golden", bytes)
        );
}
