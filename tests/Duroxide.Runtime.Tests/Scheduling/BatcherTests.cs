namespace Duroxide.Runtime.Tests;

public sealed class BatcherTests
{
    [Fact]
    public async Task A_lone_item_goes_at_once()
    {
        var batcher = new Batcher<int, int>(
            batch => Task.FromResult<IReadOnlyList<int>>([.. batch]),
            10,
            ThreadPoolScheduler.Instance
        );

        Assert.Equal(7, await batcher.SendAsync(7));
    }

    [Fact]
    public async Task What_comes_while_a_batch_is_on_its_way_goes_together()
    {
        var gate = new TaskCompletionSource();
        var batches = new List<int>();
        var batcher = new Batcher<int, int>(
            async batch =>
            {
                batches.Add(batch.Count);
                await gate.Task;
                return [.. batch];
            },
            10,
            ThreadPoolScheduler.Instance
        );

        var sent = Enumerable.Range(0, 8).Select(batcher.SendAsync).ToArray();
        gate.SetResult();

        Assert.Equal(Enumerable.Range(0, 8), await Task.WhenAll(sent));
        Assert.Equal([1, 7], batches);
    }

    [Fact]
    public async Task A_batch_holds_no_more_than_the_most()
    {
        var gate = new TaskCompletionSource();
        var batches = new List<int>();
        var batcher = new Batcher<int, int>(
            async batch =>
            {
                batches.Add(batch.Count);
                await gate.Task;
                return [.. batch];
            },
            3,
            ThreadPoolScheduler.Instance
        );

        var sent = Enumerable.Range(0, 8).Select(batcher.SendAsync).ToArray();
        gate.SetResult();
        await Task.WhenAll(sent);

        Assert.Equal([1, 3, 3, 1], batches);
    }

    [Fact]
    public async Task One_bad_item_does_not_spoil_the_others_of_its_batch()
    {
        var gate = new TaskCompletionSource();
        var batcher = new Batcher<int, int>(
            async batch =>
            {
                await gate.Task;
                return batch.Contains(3)
                    ? throw new ProviderException("commit", "bad item", isRetryable: false)
                    : [.. batch];
            },
            10,
            ThreadPoolScheduler.Instance
        );

        var sent = Enumerable.Range(0, 5).Select(batcher.SendAsync).ToArray();
        gate.SetResult();

        await Assert.ThrowsAsync<ProviderException>(() => sent[3]);
        int[] others = await Task.WhenAll(sent[0], sent[1], sent[2], sent[4]);
        Assert.Equal([0, 1, 2, 4], others);
    }

    [Fact]
    public void Who_brings_the_first_item_is_not_kept_for_those_of_others()
    {
        var later = new Later();
        var batches = new List<int>();
        Batcher<int, int>? batcher = null;
        batcher = new Batcher<int, int>(
            batch =>
            {
                batches.Add(batch.Count);
                if (batches.Count < 3)
                {
                    // Others never end while this one is stored, on whatever thread.
                    _ = batcher!.SendAsync(batches.Count);
                }
                return Task.FromResult<IReadOnlyList<int>>([.. batch]);
            },
            10,
            later
        );

        _ = batcher.SendAsync(0);

        Assert.Equal([1], batches);
        later.RunAll();
        Assert.Equal([1, 1, 1], batches);
    }

    /// <summary>Keeps what is posted until it is asked to run it.</summary>
    sealed class Later : IScheduler
    {
        readonly Queue<Action> posted = new();

        public void Post(Action work) => posted.Enqueue(work);

        public void RunAll()
        {
            while (posted.TryDequeue(out var work))
            {
                work();
            }
        }
    }
}
