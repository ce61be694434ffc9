using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Files;

/// <summary>A file that is taken away while the store is open is noticed and told, and nothing is acknowledged after it.</summary>
public sealed class LossTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFile file = new();

    private SqliteOptions Options => new(file.Path);

    public static TheoryData<string, string> Losses =>
        new()
        {
            { "delete", "it was deleted or moved away" },
            { "delete all", "it was deleted or moved away" },
            { "move", "it was deleted or moved away" },
            { "move the folder", "it was deleted or moved away" },
            { "replace", "it was replaced by another file" },
            { "delete the log", "its log '{0}-wal' was deleted or moved away" },
            { "replace the log", "its log '{0}-wal' was replaced by another file" },
            { "delete the index", "the index of its log, '{0}-shm', was deleted or moved away" },
        };

    public void Dispose() => file.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Nothing_is_told_or_taken_after_it(string loss, string told)
    {
        await using var provider = await Stores.OpenAsync(Options);
        await provider.CreateAsync("before");

        Take(loss);

        var calls = new Func<Task>[]
        {
            () => provider.CreateAsync("after"),
            () => provider.TrySendAsync("before", "hello"),
            () => provider.FetchTurnsAsync(),
            () => provider.FetchWorkAsync(),
            () => provider.ReadAsync("before"),
            () => provider.Management!.ListParkedAsync(new() { Limit = 1 }, CancellationToken.None),
        };
        foreach (var call in calls)
        {
            var refusal = await Assert.ThrowsAsync<ProviderException>(call);
            Assert.False(refusal.IsRetryable);
            Assert.Contains(string.Format(null, told, file.Path), refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Stop every process that uses the store", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Whoever_waits_hears_of_it(string loss, string told)
    {
        await using var provider = await Stores.OpenAsync(Options);
        var turns = new TurnFetch(1, TimeSpan.FromSeconds(5), Patience);
        var waits = new Task[]
        {
            provider.FetchTurnsAsync(turns, CancellationToken.None),
            provider.ReadInstanceAsync("never", 0, Patience, CancellationToken.None),
        };

        Take(loss);

        foreach (var wait in waits)
        {
            var refusal = await Assert.ThrowsAsync<ProviderException>(() => wait);
            Assert.Contains(string.Format(null, told, file.Path), refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_told_before_its_log_was_deleted_outlives_the_process()
    {
        var image = file.Path + ".killed";
        await using (var provider = await Stores.OpenAsync(Options))
        {
            await provider.CreateAsync("told");
            Take("delete the log");
            await Assert.ThrowsAsync<ProviderException>(() =>
                provider.ReadInstanceAsync("never", 0, Patience, CancellationToken.None)
            );
            // By now the writer has looked as well.
            await Assert.ThrowsAsync<ProviderException>(() => provider.FetchTurnsAsync());
            File.Copy(file.Path, image);
        }

        await using var next = await Stores.OpenAsync(new SqliteOptions(image));

        Assert.NotNull(await next.ReadAsync("told"));
    }

    [Fact]
    public async Task A_new_store_at_the_path_is_left_alone_by_the_one_that_lost_it()
    {
        await using (var loser = await Stores.OpenAsync(Options))
        {
            await loser.CreateAsync("lost");
            Take("delete all");
            await using var next = await Stores.OpenAsync(Options);
            await next.CreateAsync("new");
            await Assert.ThrowsAsync<ProviderException>(() => loser.CreateAsync("too late"));
            await loser.DisposeAsync();

            await next.CreateAsync("newer");
        }

        await using var last = await Stores.OpenAsync(Options);
        Assert.NotNull(await last.ReadAsync("newer"));
        Assert.Null(await last.ReadAsync("too late"));
    }

    [Fact]
    public async Task A_link_that_is_set_to_another_store_is_noticed()
    {
        var (one, other) = (file.Path + "-one", file.Path + "-other");
        await using (await Stores.OpenAsync(new SqliteOptions(one))) { }
        await using (await Stores.OpenAsync(new SqliteOptions(other))) { }
        File.CreateSymbolicLink(file.Path, one);
        await using var provider = await Stores.OpenAsync(Options);
        await provider.CreateAsync("through the link");

        File.Delete(file.Path);
        File.CreateSymbolicLink(file.Path, other);

        await Assert.ThrowsAsync<ProviderException>(() => provider.CreateAsync("after"));
    }

    [Fact]
    public async Task Two_who_share_a_file_lose_nothing_when_one_of_them_closes()
    {
        await using var one = await Stores.OpenAsync(Options);
        await using (var other = await Stores.OpenAsync(Options))
        {
            await other.CreateAsync("theirs");
        }

        await one.CreateAsync("ours");

        Assert.NotNull(await one.ReadAsync("theirs"));
    }

    private void Take(string loss)
    {
        string[] all = [file.Path, file.Path + "-wal", file.Path + "-shm"];
        switch (loss)
        {
            case "delete":
                File.Delete(file.Path);
                break;
            case "delete all":
                Array.ForEach(all, File.Delete);
                break;
            case "move":
                File.Move(file.Path, file.Path + ".moved");
                break;
            case "move the folder":
                file.MoveFolder();
                break;
            case "replace":
                File.WriteAllText(file.Path + ".other", "another");
                File.Move(file.Path + ".other", file.Path, overwrite: true);
                break;
            case "delete the log":
                File.Delete(all[1]);
                break;
            case "replace the log":
                File.Copy(all[1], all[1] + ".copy");
                File.Move(all[1] + ".copy", all[1], overwrite: true);
                break;
            case "delete the index":
                File.Delete(all[2]);
                break;
            default:
                throw new ArgumentException(loss, nameof(loss));
        }
    }
}
