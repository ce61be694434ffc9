using Duroxide.Testing;
using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests;

/// <summary>What cannot be opened is left as it is, and the error says what to do.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private SqliteOptions Options => new(file.Path);

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        await using (await Stores.OpenAsync(Options)) { }
        Stores.Execute(file.Path, "PRAGMA user_version = 99");
        var before = await File.ReadAllBytesAsync(file.Path);

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains("schema version 99", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("run the newer build", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task A_schema_made_by_another_script_is_refused()
    {
        await using (await Stores.OpenAsync(Options)) { }
        Stores.Execute(file.Path, "UPDATE schema_scripts SET checksum = 'other'");

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains("another script 0001-initial.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused_and_left_alone()
    {
        var text = string.Join('\n', Enumerable.Repeat("Dear diary, today nothing was durable.", 50));
        await File.WriteAllTextAsync(file.Path, text);

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains("not an SQLite database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file.Path));
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused_and_left_alone()
    {
        Stores.Execute(file.Path, "CREATE TABLE instances (id TEXT); INSERT INTO instances VALUES ('theirs')");
        var before = await File.ReadAllBytesAsync(file.Path);

        var refusal = await Stores.RefusalAsync(Options);

        Assert.False(refusal.IsRetryable);
        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task A_file_with_tables_of_an_application_becomes_a_store_when_that_is_wanted()
    {
        Stores.Execute(file.Path, "CREATE TABLE orders (id TEXT); INSERT INTO orders VALUES ('theirs')");

        await using (var shared = await Stores.OpenAsync(Options with { SharesFile = true }))
        {
            await shared.CreateAsync("ours");
        }

        // It is a store now as any other, and the option is not asked for again.
        await using var again = await Stores.OpenAsync(Options);
        Assert.NotNull(await again.ReadAsync("ours"));
        Assert.Equal(1, Stores.ReadNumber(file.Path, "SELECT COUNT(*) FROM orders WHERE id = 'theirs'"));
    }

    [Fact]
    public async Task A_store_that_shares_a_file_is_backed_up_with_what_is_beside_it()
    {
        Stores.Execute(file.Path, "CREATE TABLE orders (id TEXT); INSERT INTO orders VALUES ('theirs')");
        using var copy = new TemporaryFile();
        await using (var shared = await Stores.OpenAsync(Options with { SharesFile = true }))
        {
            await shared.CreateAsync("ours");
            await shared.BackUpAsync(copy.Path, TestContext.Current.CancellationToken);
        }

        await using var restored = await Stores.OpenAsync(new SqliteOptions(copy.Path));
        Assert.NotNull(await restored.ReadAsync("ours"));
        Assert.Equal(1, Stores.ReadNumber(copy.Path, "SELECT COUNT(*) FROM orders"));
    }

    [Theory]
    [InlineData("CREATE TABLE Instances (id TEXT)", "table Instances")]
    [InlineData("CREATE VIEW history AS SELECT 1", "view history")]
    [InlineData("CREATE TABLE orders (id TEXT); PRAGMA user_version = 3", "user_version")]
    [InlineData("CREATE TABLE orders (id TEXT); PRAGMA application_id = 7", "application_id")]
    public async Task A_file_without_room_for_a_store_is_refused_and_left_alone(string theirs, string named)
    {
        Stores.Execute(file.Path, theirs);
        var before = await File.ReadAllBytesAsync(file.Path);

        var refusal = await Stores.RefusalAsync(Options with { SharesFile = true });

        Assert.False(refusal.IsRetryable);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        var refusal = await Stores.RefusalAsync(new SqliteOptions(Path.Combine(file.Path, "missing", "store.db")));

        Assert.Contains("cannot be opened or created", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Check that the folder exists", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_refused()
    {
        Directory.CreateDirectory(file.Path);

        Assert.Contains("not a folder", (await Stores.RefusalAsync(Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_found_again_with_all_that_it_held()
    {
        await using (var first = await Stores.OpenAsync(Options))
        {
            await first.BeginAsync("kept");
            await first.SendAsync("kept", "hello");
        }

        await using var second = await Stores.OpenAsync(Options);

        var turn = await second.TakeTurnAsync("kept");
        Assert.Equal(1, turn.LastEvent.Value);
        Assert.Single(turn.Messages);
    }

    [Fact]
    public async Task A_file_of_an_older_build_is_upgraded_with_what_it_holds()
    {
        var time = new VirtualTimeProvider();
        var second = TimeSpan.FromSeconds(1);
        await using (var older = await Stores.OpenAsync(Options with { Time = time }))
        {
            var mortal = Work.Activity(1) with { TimeToLive = second, OnExpiry = "expired"u8.ToArray() };
            await older.ScheduleAsync("mortal", mortal);
        }
        Stores.MakeOlder(file.Path);

        await using var store = await Stores.OpenAsync(Options with { Time = time });
        await store.ReleaseAsync(await store.TakeWorkAsync(), count: false, isUntouched: true);
        time.Advance(second);

        Assert.Empty(await store.FetchWorkAsync());
        var answer = Assert.Single((await store.TakeTurnAsync("mortal")).Messages);
        Assert.Equal("expired"u8.ToArray(), answer.Payload.ToArray());
    }

    [Fact]
    public async Task Opening_twice_opens_once()
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.CreateAsync("one");

        await provider.InitializeAsync(CancellationToken.None);

        await provider.TakeTurnAsync("one");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Those_who_open_a_new_file_at_one_moment_make_one_schema(int processes)
    {
        foreach (var round in Enumerable.Range(0, 10))
        {
            var options = new SqliteOptions($"{file.Path}-{round}");
            var opened = await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => Stores.OpenAsync(options)));

            await opened[0].CreateAsync("one");
            await opened[^1].TakeTurnAsync("one");
            foreach (var provider in opened)
            {
                await provider.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_store_opens_while_another_process_holds_its_lock()
    {
        await using (await Stores.OpenAsync(Options)) { }
        using var neighbour = Connection.Open(file.Path, Access.Write, faults: null);
        neighbour.Execute("BEGIN IMMEDIATE", "test");

        await using var provider = await Stores.OpenAsync(Options with { BusyTimeout = TimeSpan.Zero });

        Assert.Null(await provider.ReadAsync("nobody"));
    }

    [Fact]
    public async Task A_first_start_waits_for_those_who_read_a_file_that_has_no_log_yet()
    {
        Stores.Execute(file.Path, "PRAGMA application_id = 1148536430");
        using var reader = Connection.Open(file.Path, Access.Write, faults: null);
        reader.Execute("BEGIN; SELECT * FROM sqlite_schema", "test");

        var hasty = await Stores.RefusalAsync(Options with { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        var patient = Stores.OpenAsync(Options);
        reader.Execute("COMMIT", "test");

        Assert.True(hasty.IsRetryable);
        await (await patient).DisposeAsync();
    }

    [Fact]
    public async Task A_client_needs_a_store_and_nothing_else()
    {
        await using var provider = new SqliteProvider(file.Path);
        var client = new DuroxideClient(provider);

        Assert.IsType<OrchestrationStatus.NotFound>(await client.GetStatusAsync("nobody"));
        Assert.True(await client.StartOrchestrationAsync("greet", "one", "world"));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var provider = await Stores.OpenAsync(Options);
        await provider.DisposeAsync();
        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.FetchTurnsAsync());
    }

    [Fact]
    public void An_option_out_of_range_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new SqliteProvider(Options with { Readers = 0 }));

        Assert.Contains("SqliteOptions.Readers must be above 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SqliteProvider(" "));
    }

    [Theory]
    [InlineData("Data Source=orders.db")]
    [InlineData("DataSource = orders.db;Mode=ReadOnly")]
    [InlineData("filename=orders.db")]
    public void A_connection_string_is_no_path(string path)
    {
        var error = Assert.Throws<ArgumentException>(() => new SqliteProvider(path));

        Assert.Contains("the path of a file alone", error.Message, StringComparison.Ordinal);
        Assert.Contains("no connection string", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_path_is_of_the_folder_in_which_the_provider_was_made()
    {
        var before = Directory.GetCurrentDirectory();
        var (here, there) = (
            Directory.CreateDirectory(file.Path + "-here"),
            Directory.CreateDirectory(file.Path + "-there")
        );
        await using var relative = new SqliteProvider(
            Path.GetRelativePath(before, Path.Combine(here.FullName, "s.db"))
        );
        await relative.CreateAsync("mine");
        try
        {
            Directory.SetCurrentDirectory(there.FullName);

            Assert.NotNull(await relative.ReadAsync("mine"));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
        Assert.Empty(there.EnumerateFileSystemInfos());
    }
}
