using Duroxide.PostgreSql.Tests.Faults;

namespace Duroxide.PostgreSql.Tests.Schemas;

/// <summary>A role that was given what docs/postgres-worker.sql says works, and can change nothing of the schema.</summary>
public sealed class WorkerRoleTests
{
    [Fact]
    public async Task A_role_with_the_rights_of_the_script_works_and_cannot_change_the_schema()
    {
        await using var schema = await TestSchema.RentAsync();
        var server = await TestServer.SharedAsync();
        var role = $"worker_{Guid.NewGuid():N}";
        var script = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "postgres-worker.sql")))
            .Replace("SCHEMA duroxide", "SCHEMA {schema}", StringComparison.Ordinal)
            .Replace("TO worker", $"TO {role}", StringComparison.Ordinal);
        await RunAsync(server.DataSource, $"CREATE ROLE {role} LOGIN PASSWORD 'w'; {schema.Sql(script)}");
        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = role, Password = "w" };
        await using (var source = NpgsqlDataSource.Create(own))
        {
            await using var node = new PostgreSqlProvider(
                new PostgreSqlOptions(source) { Schema = schema.Name, OpenMode = PostgreSqlOpenMode.Existing }
            );

            await node.CreateAsync("modest");
            var turn = await node.TakeTurnAsync();
            Assert.True((await node.CommitAsync(turn.Working())).IsStored);
            var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                RunAsync(source, schema.Sql("CREATE TABLE {schema}.more (one integer)"))
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
        await RunAsync(server.DataSource, $"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
