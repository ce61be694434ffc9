using Duroxide.Sqlite;

namespace Duroxide.Cli;

/// <summary>Tidies the file of a SQLite store that is in use.</summary>
static class UpkeepCommands
{
    public static Command Checkpoint() =>
        StoreCommand.Writing(
            "checkpoint",
            "Moves the log of a SQLite store into its file, also while it is used.",
            [],
            async session =>
            {
                var isMoved = await Sqlite(session, "checkpoint").CheckpointAsync(session.Cancellation);
                session.Printer.Line(
                    isMoved
                        ? "The log was moved into the file."
                        : "Somebody reads an older state, so the log was not moved whole. Do it again later."
                );
                return isMoved ? ExitCode.Done : ExitCode.Refused;
            }
        );

    public static Command Vacuum() =>
        StoreCommand.Writing(
            "vacuum",
            "Makes the file of a SQLite store smaller by the room of what was deleted; writers wait meanwhile.",
            [],
            async session =>
            {
                var saved = await Sqlite(session, "vacuum").VacuumAsync(session.Cancellation);
                session.Printer.Line($"The file is {saved} bytes shorter.");
                return ExitCode.Done;
            }
        );

    static SqliteProvider Sqlite(Session session, string command) =>
        session.Provider as SqliteProvider
        ?? throw new UsageException($"{command} is for SQLite. PostgreSQL tidies up by itself (autovacuum).");
}
