using Duroxide.Sqlite;

namespace Duroxide.Cli;

/// <summary>Copies a SQLite store that is in use.</summary>
static class BackupCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("file") { Description = "The new file. One that exists is not overwritten." };
        return StoreCommand.Reading(
            "backup",
            "Copies a SQLite store into a new file, also while it is used.",
            [path],
            async session =>
            {
                if (session.Provider is not SqliteProvider sqlite)
                {
                    throw new UsageException(
                        "backup copies a SQLite file. Back a PostgreSQL database up with pg_dump or pg_basebackup."
                    );
                }
                await sqlite.BackUpAsync(session.Get(path), session.Cancellation);
                session.Printer.Line($"Copied into '{session.Get(path)}'.");
                return ExitCode.Done;
            }
        );
    }
}
