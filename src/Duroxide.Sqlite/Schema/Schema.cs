using static System.FormattableString;

namespace Duroxide.Sqlite;

/// <summary>Brings a file to the schema of this build, by scripts that are never changed once released.</summary>
static class Schema
{
    /// <summary>What marks a file as ours: "DuFn" in the file's header.</summary>
    const int ApplicationId = 0x4475466e;

    const string Operation = nameof(IProvider.InitializeAsync);

    /// <summary>The scripts, in order.</summary>
    public static IReadOnlyList<Script> Scripts { get; } =
    [
        .. Sql.Resources("schema/")
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => new Script(Path.GetFileName(name), Sql.Resource(name).ReplaceLineEndings("\n"))),
    ];

    /// <summary>Looks whether a file may be used, before anything in it is changed, and takes no lock that others wait for.</summary>
    /// <returns>The version of its schema; 0 when it holds nothing of ours.</returns>
    /// <exception cref="ProviderException">It is another program's, newer than this build, or was changed by hand.</exception>
    public static int Check(Connection connection, SqliteOptions options)
    {
        // In one transaction, or another process that is just making the schema would show half of it.
        connection.Execute("BEGIN", "schema");
        try
        {
            return Read(connection, options);
        }
        finally
        {
            connection.Rollback();
        }
    }

    /// <summary>Runs the scripts that a file has not seen, all in one transaction.</summary>
    public static void Upgrade(Connection connection, SqliteOptions options)
    {
        connection.Execute("BEGIN IMMEDIATE", "schema");
        try
        {
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_scripts (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied INTEGER NOT NULL)",
                "schema"
            );
            for (var version = Read(connection, options); version < Scripts.Count; version++)
            {
                Apply(connection, version + 1, Scripts[version], options.Time.GetUtcNow().ToUnixTimeMilliseconds());
            }
            connection.Execute("COMMIT", "schema");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    static int Read(Connection connection, SqliteOptions options)
    {
        var path = options.Path;
        var application = connection.ReadNumber("PRAGMA application_id");
        var version = connection.ReadNumber("PRAGMA user_version");
        var tables = connection.ReadNumber("SELECT COUNT(*) FROM sqlite_schema WHERE name <> 'schema_scripts'");
        if (application != ApplicationId && (application != 0 || tables > 0))
        {
            CheckOthers(connection, options, application, version);
            return 0;
        }
        if (version > Scripts.Count)
        {
            throw Refusal(
                $"'{path}' has schema version {version}, and this build knows versions up to {Scripts.Count}. Nothing in it was changed; run the newer build that wrote it, or restore a backup from before the upgrade."
            );
        }
        if (version < 0 || (version == 0 && tables > 0))
        {
            throw ChangedByHand(path, $"its user_version is {version}");
        }
        if (version > 0)
        {
            CheckScripts(connection, path, (int)version);
        }
        if (version == Scripts.Count && Shape.Missing(connection) is { } missing)
        {
            throw ChangedByHand(path, $"it has no {missing}");
        }
        if (version == Scripts.Count)
        {
            CheckLineage(connection, path);
        }
        return (int)version;
    }

    /// <summary>Refuses the database of another program, unless it may become a store as well and has room for one.</summary>
    static void CheckOthers(Connection connection, SqliteOptions options, long application, long version)
    {
        if (!options.SharesFile)
        {
            throw Refusal(
                $"'{options.Path}' is a database of another program. Nothing in it was changed; name another file for Duroxide, or set SqliteOptions.SharesFile if its tables are your application's own and both are to be in one file."
            );
        }
        if (application != 0 || version != 0)
        {
            throw Refusal(
                $"'{options.Path}' cannot be shared: another program uses its {(application != 0 ? "application_id" : "user_version")}, by which Duroxide knows its own files. Nothing in it was changed; set that to 0 if the program can do without it, or name another file for Duroxide."
            );
        }
        if (Shape.Taken(connection) is { } taken)
        {
            throw Refusal(
                $"'{options.Path}' cannot be shared: it has a {taken} of its own, and Duroxide needs the name. Nothing in it was changed; give that another name, or name another file for Duroxide."
            );
        }
    }

    static void CheckLineage(Connection connection, string path)
    {
        const string Strays =
            "SELECT COUNT(*) FROM sequence JOIN lineage ON sequence.store = lineage.store AND sequence.generation = lineage.generation";
        if (connection.ReadNumber(Strays) == 1)
        {
            return;
        }
        var log = connection.FileName + "-wal";
        throw Refusal(
            new FileInfo(log) is { Exists: true, Length: > 0 }
                ? $"'{log}' is the log of another file, or of another time of '{path}', as is left when a backup is put in place while the log stays. Nothing was changed. Stop every process that uses the store and keep a copy of its files; if '{path}' is the one to go on with, remove '{log}' and '{connection.FileName}-shm' and start again."
                : $"'{path}' lacks the end of its log: it was copied without it, or the log was deleted. Nothing was changed. Put the log back beside it, or restore a backup."
        );
    }

    static void CheckScripts(Connection connection, string path, int version)
    {
        if (connection.ReadNumber("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'schema_scripts'") == 0)
        {
            throw ChangedByHand(path, "it has no table schema_scripts");
        }
        var applied = connection.ReadNumber("SELECT MAX(version) FROM schema_scripts");
        if (applied != version)
        {
            throw ChangedByHand(path, $"its user_version is {version}, and its last script was number {applied}");
        }
        for (var number = 1; number <= version; number++)
        {
            Compare(connection, path, number, Scripts[number - 1]);
        }
    }

    static void Compare(Connection connection, string path, int version, Script script)
    {
        var same = connection.ReadNumber(
            Invariant(
                $"SELECT COUNT(*) FROM schema_scripts WHERE version = {version} AND checksum = '{script.Checksum}'"
            )
        );
        if (same == 0)
        {
            throw Refusal(
                $"'{path}' was made by another script {script.Name} than that of this build, perhaps by a build that was never released. Nothing in it was changed; use the build that made it, or begin with a new file."
            );
        }
    }

    static void Apply(Connection connection, int version, Script script, long now)
    {
        connection.Execute(script.Text, script.Name);
        // The values are a number and names of our own, and PRAGMA takes no parameters.
        connection.Execute(
            Invariant(
                $"""
                INSERT INTO schema_scripts VALUES ({version}, '{script.Name}', '{script.Checksum}', {now});
                PRAGMA user_version = {version};
                PRAGMA application_id = {ApplicationId};
                """
            ),
            script.Name
        );
    }

    static ProviderException ChangedByHand(string path, string what) =>
        Refusal(
            $"'{path}' is damaged or was changed by hand: {what}. Nothing in it was changed now; undo that change, or restore a backup."
        );

    static ProviderException Refusal(string message) => new(Operation, message, isRetryable: false);
}
