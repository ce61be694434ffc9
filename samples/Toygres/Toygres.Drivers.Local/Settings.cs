namespace Toygres.Drivers.Local;

/// <summary>What a server is told in files. Where it listens it is told when it starts.</summary>
internal sealed class Settings(LocalOptions options, ServerUser user)
{
    private const string Own = "toygres.conf";

    // The driver comes in by the socket, as the user that servers run as. Everybody else needs the password.
    private const string WhoMayEnter = """
        local all         postgres              peer map=toygres
        local replication postgres              peer map=toygres
        host  all         all      127.0.0.1/32 scram-sha-256

        """;

    /// <summary>Writes everything that a server reads. Other settings of its users are kept.</summary>
    public void Write(string data, InstanceSize size)
    {
        WriteSize(data, size);
        var main = Path.Combine(data, "postgresql.conf");
        var text = File.ReadAllText(main);
        if (!text.Contains($"include '{Own}'", StringComparison.Ordinal))
        {
            Save(main, $"{text}\ninclude '{Own}'\n");
        }
        Save(Path.Combine(data, "pg_hba.conf"), WhoMayEnter);
        Save(Path.Combine(data, "pg_ident.conf"), $"toygres {user.Name} postgres\n");
    }

    /// <summary>Writes how much a server may take, which it reads when it starts.</summary>
    public void WriteSize(string data, InstanceSize size) =>
        Save(
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

            """
        );

    private void Save(string path, string content)
    {
        DurableFile.Write(path, content, DurableFile.ForOwner);
        user.Give(path);
    }
}
