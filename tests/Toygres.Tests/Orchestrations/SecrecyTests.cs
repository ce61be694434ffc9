using System.Text;
using Npgsql;
using Toygres.Tests.Cms;
using static Toygres.Tests.Orchestrations.FleetGround;

namespace Toygres.Tests.Orchestrations;

/// <summary>No password is in a store of PostgreSQL; <see cref="LifeTests"/> reads the bytes of one of SQLite.</summary>
public class SecrecyTests
{
    private const string Tables =
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";

    [Fact]
    public async Task No_password_is_in_any_table_of_the_database()
    {
        await using var ground = await InPostgreSqlAsync();
        var client = await ground.StartNodeAsync();
        var chosen = new Secret("correct horse battery staple");
        var name = await ground.CreateAsync(client, new("orders") { DnsName = "orders", Password = chosen });
        await ground.EndedAsync(await client.RotatePasswordAsync(name, Cancel));
        await client.QueryAsync(name, "SELECT 'a statement that is kept'", TimeSpan.FromMinutes(1), Cancel);
        string[] passwords =
        [
            .. Directory
                .GetFiles(Path.Combine(ground.Machine.Options.Root, "secrets"))
                .Select(File.ReadAllText)
                .Append(chosen.Reveal()),
        ];

        var store = await ReadAllAsync(ground.Source!);

        Assert.Equal(3, passwords.Length);
        Assert.All(passwords, password => Assert.Equal(-1, store.AsSpan().IndexOf(Encoding.UTF8.GetBytes(password))));
        // What is there is found, so that what is not found is not there.
        Assert.NotEqual(-1, store.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name.Value)));
        Assert.NotEqual(-1, store.AsSpan().IndexOf("a statement that is kept"u8));
    }

    // As rows are sent, in which nothing is compressed, and in the encoding of the values themselves.
    private static async Task<byte[]> ReadAllAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync(Cancel);
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand(Tables, connection))
        {
            await using var reader = await list.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
            {
                tables.Add(reader.GetString(0));
            }
        }
        using var bytes = new MemoryStream();
        foreach (var table in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync(
                $"COPY {table} TO STDOUT (FORMAT binary)",
                Cancel
            );
            await copy.CopyToAsync(bytes, Cancel);
        }
        return bytes.ToArray();
    }
}
