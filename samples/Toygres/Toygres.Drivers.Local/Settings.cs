namespace Toygres.Drivers.Local;

/// <summary>
/// What a server is told in files. Where it listens it is told when it starts. The files lie where the user of the servers can
/// put links, so that they are written as that user.
/// </summary>
internal sealed class Settings(LocalOptions options, ServerUser user, Commands commands)
{
    private const string Own = "toygres.conf";

    // The driver comes in by the socket, as the user that servers run as. Everybody else needs the password.
    private const string WhoMayEnter = """
        local all         postgres              peer map=toygres
        local replication postgres              peer map=toygres
        host  all         all      127.0.0.1/32 scram-sha-256

        """;

    private const string Include = $"include '{Own}'";

    private const string Replace = """
        umask 077 && cat > "$1~" && sync "$1~" && mv -T "$1~" "$1"
        """;

    private const string AppendOnce = """
        grep -qF "$2" "$1" || printf '\n%s\n' "$2" >> "$1"
        """;

    /// <summary>Writes everything that a server reads. Other settings of its users are kept.</summary>
    public async Task WriteAsync(string data, InstanceSize size, CancellationToken cancel)
    {
        await WriteSizeAsync(data, size, cancel);
        await RunAsync(AppendOnce, [Path.Combine(data, "postgresql.conf"), Include], "", cancel);
        await SaveAsync(Path.Combine(data, "pg_hba.conf"), WhoMayEnter, cancel);
        await SaveAsync(Path.Combine(data, "pg_ident.conf"), $"toygres {user.Name} postgres\n", cancel);
    }

    /// <summary>Writes how much a server may take, which it reads when it starts.</summary>
    public Task WriteSizeAsync(string data, InstanceSize size, CancellationToken cancel) =>
        SaveAsync(
            Path.Combine(data, Own),
            $"""
            # Written by toygres, and written anew when the instance is resized.
            max_connections = {size.Connections}
            shared_buffers = '{size.MemoryMegabytes}MB'
            password_encryption = 'scram-sha-256'
            log_statement = 'none'
            wal_level = replica
            hot_standby = on
            max_wal_senders = 10
            wal_keep_size = '64MB'
            fsync = {(options.IsDurable ? "on" : "off")}

            """,
            cancel
        );

    private Task SaveAsync(string path, string content, CancellationToken cancel) =>
        RunAsync(Replace, [path], content, cancel);

    private Task RunAsync(string script, string[] arguments, string input, CancellationToken cancel) =>
        commands.DoSystemAsync(
            $"{arguments[0]} cannot be written",
            "sh",
            ["-c", script, "sh", .. arguments],
            cancel,
            input
        );
}
