using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>Writes histories into files.</summary>
static class ExportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Where the files go; it is made where it is missing.",
        };
        var filter = new InstanceFilter();
        return StoreCommand.Reading(
            "export",
            "Writes every execution of the instances into a file of its own, for tests and verify. Files hold payloads.",
            [folder, .. filter.Options],
            async session =>
            {
                var count = await StoredRecordings.ExportAsync(
                    session.Provider,
                    session.Get(folder),
                    filter.Read(session),
                    cancellationToken: session.Cancellation
                );
                if (session.Printer.IsJson)
                {
                    session.Printer.Json(new { Files = count });
                }
                session.Printer.Line($"Wrote {count} {(count == 1 ? "file" : "files")}.");
                return ExitCode.Done;
            }
        );
    }
}
