using System.Text;
using System.Text.Json;
using Duroxide.Runtime;

namespace Duroxide.Testing;

/// <summary>One execution as a file: JSON in which each event has a line, so that people can read and compare it.</summary>
public static class HistoryFile
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".history.json";

    const int Format = 1;

    /// <summary>Writes a recording as text.</summary>
    public static string ToText(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{{\n\"format\": {Format},\n\"framework\": \"{FrameworkVersion.Current}\",\n\"header\": "
        );
        text.Append(Encoding.UTF8.GetString(WireCodec.EncodeHeader(recording.Header)));
        text.Append(",\n\"events\": [\n");
        text.AppendJoin(",\n", recording.History.Select(Line));
        return text.Append("\n]\n}\n").ToString();
    }

    /// <summary>Reads a recording from text.</summary>
    /// <exception cref="FormatException">The text is not such a file, or a newer build wrote it.</exception>
    /// <exception cref="CorruptPayloadException">The header or an event cannot be read.</exception>
    public static Recording FromText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("format").GetInt32() is not Format and var format)
            {
                throw new FormatException($"The history has format {format}; this build reads format {Format}.");
            }
            RefuseNewer(root);
            var instance = new InstanceId(root.GetProperty("header").GetProperty("instance").GetString() ?? "");
            var header = WireCodec.DecodeHeader(instance, Raw(root.GetProperty("header")));
            return new(header, WireCodec.DecodeEvents(instance, [Raw(root.GetProperty("events"))]).ToValueList());
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The text is not an exported history: {wrong.Message}", wrong);
        }
    }

    /// <summary>Writes a recording into a folder, under a name made of its instance and execution.</summary>
    /// <returns>The path of the file.</returns>
    public static string Save(Recording recording, string folder)
    {
        ArgumentNullException.ThrowIfNull(recording);
        Directory.CreateDirectory(folder);
        var name = $"{Uri.EscapeDataString(recording.Header.Instance.Value)}.{recording.Header.Execution}{Extension}";
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, ToText(recording));
        return path;
    }

    /// <summary>Reads a recording from a file.</summary>
    /// <exception cref="FormatException">The file does not hold a recording.</exception>
    public static Recording Load(string path)
    {
        try
        {
            return FromText(File.ReadAllText(path));
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{path}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads all recordings of a folder and the folders in it, in order of their paths.</summary>
    public static IEnumerable<Recording> LoadAll(string folder) => Paths(folder).Select(Load);

    internal static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    // Files of the first builds do not say who wrote them.
    static void RefuseNewer(JsonElement root)
    {
        var present = FrameworkVersion.Current;
        if (
            root.TryGetProperty("framework", out var written)
            && SemanticVersion.Parse(written.GetString() ?? "") is var version
            && (version.Major, version.Minor, version.Patch).CompareTo((present.Major, present.Minor, present.Patch))
                > 0
        )
        {
            throw new FormatException(
                $"The history was written by Duroxide {version}, and this is {present}. Read it with a build that is no older."
            );
        }
    }

    // A batch of one event is a list around it.
    static string Line(HistoryEvent happened) =>
        Encoding.UTF8.GetString(WireCodec.EncodeEvents([happened]).AsSpan(1..^1));

    static byte[] Raw(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());
}
