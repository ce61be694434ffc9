using System.IO;
using System.Text;

namespace Duroxide.PostgreSql;

/// <summary>Says what went wrong, whether asking again may help, and what to do.</summary>
static class PostgreSqlErrors
{
    /// <summary>Whether a transaction was taken back because others stood in its way, so that it may be run again at once.</summary>
    public static bool IsUndone(Exception failure) =>
        failure is PostgresException { SqlState: "40001" or "40P01" } || IsOfPrepared(failure);

    /// <summary>Whether the server does not know, or no longer keeps, what was prepared on the connection.</summary>
    public static bool IsOfPrepared(Exception failure) => failure is PostgresException { SqlState: "0A000" or "26000" };

    /// <summary>Whether it is the fault of what was to be written, so that others in the same call can be written without it.</summary>
    public static bool IsOfItem(Exception failure) =>
        failure
            is PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] }
                or EncoderFallbackException
                or OverflowException
        || (failure is ProviderException { InnerException: { } inner } && IsOfItem(inner));

    /// <summary>What a caller is told of a failure.</summary>
    public static ProviderException Explain(string operation, PostgreSqlOptions options, Exception failure)
    {
        var (retryable, advice) = failure switch
        {
            PostgresException refused => Advice(options, refused),
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => (
                true,
                "The server did not answer in time, or no connection became free. Whether the call was carried out is unknown; ask again, and look for long locks, a server that is too busy, or too small a pool."
            ),
            NpgsqlException or IOException or System.Net.Sockets.SocketException => (
                true,
                "The connection to the server was lost, or none could be made. Whether the call was carried out is unknown; ask again, and check that the server runs and can be reached."
            ),
            _ when IsOfItem(failure) => (false, "What was to be written cannot be stored. Nothing of it was written."),
            // Whoever is told that it is for good gives up work that is sound, so in doubt it is not.
            _ => (
                true,
                "The call failed for a reason that is not known. Whether it was carried out is unknown; ask again."
            ),
        };
        return new(operation, $"{advice} ({failure.Message})", retryable, failure);
    }

    static (bool IsRetryable, string Text) Advice(PostgreSqlOptions options, PostgresException refused) =>
        refused.SqlState switch
        {
            "57014" or "55P03" => (
                true,
                "The server ended the statement, because it took longer than it may, waited too long for a lock, or somebody asked for its end. Nothing of it was written; ask again."
            ),
            ['4', '0', ..] => (
                true,
                "Other transactions stood in the way again and again. Nothing was written; ask again."
            ),
            ['5', '7', ..] or ['0', '8', ..] => (
                true,
                "The server is starting, stopping, or ended the connection. Whether the call was carried out is unknown; ask again."
            ),
            ['5', '3', ..] => (
                true,
                "The server has no connections, memory or disk left. Nothing was written and nothing stored is lost; make room and ask again."
            ),
            "25P02" => (
                false,
                "An earlier statement of the transaction failed, and nothing more can be done in it. Roll it back."
            ),
            "25006" => (
                true,
                "The server only reads, as a standby does. Nothing was written; ask again, and let the connection string name the primary (Target Session Attributes=primary)."
            ),
            "28P01" or "28000" => (
                options.Password is not null,
                "The server refuses the user or its password. Check them, and what pg_hba.conf allows."
            ),
            "3D000" => (false, "The database does not exist. Create it, or name another one in the connection string."),
            "42501" => (
                false,
                $"The user lacks a right to schema '{options.Schema}'. Grant it as docs/postgres.md shows, or open the store with another user."
            ),
            "3F000" or "42P01" or "42883" or "42703" => (
                false,
                $"Schema '{options.Schema}' lacks what this build has put there: it was removed or changed by hand. Stop the program, and restore a backup."
            ),
            ['2', '2' or '3', ..] or ['5', '4', ..] => (
                false,
                "The server cannot store what was to be written. Nothing of it was written."
            ),
            _ => (true, "The server refused the call for now. Nothing of it was written; ask again."),
        };
}
