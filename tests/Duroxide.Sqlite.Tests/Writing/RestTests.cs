using Duroxide.Testing;

namespace Duroxide.Sqlite.Tests.Writing;

public sealed class RestTests : IDisposable
{
    private readonly TemporaryFile file = new();
    private readonly VirtualTimeProvider clock = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void A_writer_that_has_had_nothing_to_do_gives_its_page_cache_back_and_goes_on()
    {
        using var connection = Connection.Open(file.Path, Access.Create, faults: null);
        connection.Execute("CREATE TABLE sheet (text BLOB)", "create");
        connection.Execute(
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 200) INSERT INTO sheet SELECT zeroblob(4000) FROM number",
            "fill"
        );
        var rest = new Rest(connection, clock);
        rest.NoteUse();
        var full = connection.CachedBytes;

        clock.Advance(Rest.Patience / 2);
        rest.Look();

        Assert.Equal(full, connection.CachedBytes);

        clock.Advance(Rest.Patience / 2);
        rest.Look();

        Assert.InRange(connection.CachedBytes, 0, full / 10);
        Assert.Equal(200, connection.ReadNumber("SELECT count(*) FROM sheet"));
    }
}
