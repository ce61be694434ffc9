using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>Replays the histories of a store against other code, before it is deployed.</summary>
static class VerifyCommand
{
    public static Command Create()
    {
        var code = new CodeOptions();
        var filter = new InstanceFilter();
        var ended = new Option<bool>("--include-ended")
        {
            Description = "Let ended executions count, too. No runtime replays them.",
        };
        var allowUnregistered = new Option<bool>("--allow-unregistered")
        {
            Description = "Pass over orchestrations that the code does not register.",
        };
        var preview = new Option<bool>("--preview")
        {
            Description = "Show what each running instance would do next with this code.",
        };
        var junit = new Option<string?>("--junit") { Description = "Also write a JUnit file, for a build server." };
        return StoreCommand.Reading(
            "verify",
            "Replays every history of the store against code, and tells what a deployment would break. Exit code 5 when it would.",
            [.. code.Options, .. filter.Options, ended, allowUnregistered, preview, junit],
            async session =>
            {
                var programs = code.Load(session);
                var query = filter.Read(session);
                var options = new VerificationOptions
                {
                    IncludeEnded = session.Get(ended),
                    AllowUnregistered = session.Get(allowUnregistered),
                };
                var report = await Verification.VerifyStoreAsync(
                    session.Provider,
                    programs,
                    query,
                    options,
                    new Progress(session),
                    session.Cancellation
                );
                Print(session.Printer, report);
                if (session.Get(preview))
                {
                    await Preview.PrintAsync(session, programs, query);
                }
                if (session.Get(junit) is { } path)
                {
                    JUnitFile.Write(path, report);
                }
                return report.Holds ? ExitCode.Done : ExitCode.Found;
            }
        );
    }

    static void Print(Printer printer, VerificationReport report)
    {
        if (!printer.IsJson)
        {
            printer.Line(report.ToString());
            printer.Line(
                report.Holds ? "Safe to deploy: every running instance follows the code." : "Not safe to deploy."
            );
            return;
        }
        printer.Json(
            new
            {
                report.Holds,
                report.Replayed,
                Running = Of(report.Running),
                Ended = Of(report.Ended),
                report.Unreadable,
            }
        );
    }

    static object Of(VerificationPart part) =>
        new
        {
            part.Same,
            Divergences = part.Divergences.Select(group => new
            {
                group.Orchestration,
                Version = group.Version?.ToString(),
                group.Change,
                group.Count,
                Instances = group.Instances.Select(instance => instance.Value),
                group.Table,
            }),
            Unregistered = part.Unregistered.ToDictionary(one => one.Key, one => one.Value),
            NotApplicable = part.NotApplicable.ToDictionary(one => one.Key, one => one.Value),
        };

    /// <summary>Tells a person from time to time how far it is.</summary>
    sealed class Progress(Session session) : IProgress<long>
    {
        const int Step = 10_000;
        long told;

        public void Report(long value)
        {
            if (value - told >= Step)
            {
                told = value;
                session.Terminal.Error.WriteLine($"{value} instances looked at …");
            }
        }
    }
}
