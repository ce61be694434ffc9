using Duroxide.Runtime;
using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>Makes instances of exported histories.</summary>
static class ImportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "A file that export wrote, or a folder of them." };
        var instance = new Option<string?>("--as")
        {
            Description = "The id of the new instance. Default: the one that it had.",
        };
        var yes = DeleteCommand.Yes();
        return StoreCommand.Writing(
            "import",
            "Makes instances of exported histories, each of its last execution. What exists is left as it is, and then nothing is imported.",
            [path, instance, yes],
            async session =>
            {
                var files = Last(Paths(session.Get(path)));
                if (session.Get(instance) is not null && files.Count > 1)
                {
                    throw new UsageException(
                        $"--as names one instance, and the files hold {files.Count}. Name one file."
                    );
                }
                // All is looked at before the first is written.
                foreach (var file in files)
                {
                    await ImportAsync(session, file, session.Get(instance), checksOnly: true);
                }
                var running = files.Count(file => !file.HasEnded);
                var goOn = $"{Many.Of(running)} had not ended: what was under way there is done again, and it goes on.";
                if (running > 0 && !session.Agree(goOn, yes))
                {
                    return ExitCode.Refused;
                }
                foreach (var file in files)
                {
                    await ImportAsync(session, file, session.Get(instance), checksOnly: false);
                    Tell(session, file, session.Get(instance));
                }
                return ExitCode.Done;
            }
        );
    }

    static async Task ImportAsync(Session session, HistoryOf file, string? instance, bool checksOnly)
    {
        var recording = Load(file.Path);
        await session.Management.ImportInstanceAsync(
            instance ?? recording.Header.Instance,
            new(recording.Header, recording.History[0].Time.ToDateTimeOffset(), recording.History),
            new() { ChecksOnly = checksOnly },
            session.Cancellation
        );
    }

    static void Tell(Session session, HistoryOf file, string? instance)
    {
        if (session.Printer.IsJson)
        {
            session.Printer.Json(
                new
                {
                    Instance = instance ?? file.Instance.Value,
                    Execution = file.Execution.Value,
                    file.HasEnded,
                }
            );
        }
        session.Printer.Line(
            $"Imported '{instance ?? file.Instance.Value}' from execution {file.Execution}; it {(file.HasEnded ? "has ended" : "goes on")}."
        );
    }

    // The last execution holds the values, tags and messages that those before it left.
    static List<HistoryOf> Last(IEnumerable<string> paths)
    {
        var last = new Dictionary<InstanceId, HistoryOf>();
        foreach (var path in paths)
        {
            var recording = Load(path);
            var header = recording.Header;
            if (!last.TryGetValue(header.Instance, out var known) || known.Execution < header.Execution)
            {
                var hasEnded = recording.History[^1].Fact is Fact.Ended;
                last[header.Instance] = new(path, header.Instance, header.Execution, hasEnded);
            }
        }
        return [.. last.Values];
    }

    static Recording Load(string path)
    {
        try
        {
            return HistoryFile.Load(path) is { History.Count: > 0 } recording
                ? recording
                : throw new FormatException($"{path}: The history is empty.");
        }
        catch (Exception wrong) when (wrong is FormatException or CorruptPayloadException)
        {
            throw new ClientException(
                new ClientError.InvalidInput($"Nothing is imported. '{path}' cannot be read: {wrong.Message}"),
                wrong
            );
        }
    }

    static IEnumerable<string> Paths(string path) =>
        File.Exists(path) ? [path]
        : !Directory.Exists(path) ? throw new UsageException($"There is no file or folder '{path}'.")
        : Directory.GetFiles(path, "*" + HistoryFile.Extension, SearchOption.AllDirectories) is { Length: > 0 } found
            ? found.Order(StringComparer.Ordinal)
        : throw new UsageException($"The folder '{path}' holds no file that ends with {HistoryFile.Extension}.");

    /// <summary>A file with the last execution of an instance.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Instance">Whose it is.</param>
    /// <param name="Execution">Which of its executions.</param>
    /// <param name="HasEnded">Whether it has ended.</param>
    sealed record HistoryOf(string Path, InstanceId Instance, ExecutionId Execution, bool HasEnded);
}
