namespace Duroxide.Samples.Tests.Guide;

/// <summary>How the pieces are put together.</summary>
public static class Patterns
{
    const int PageLength = 100;

    public static readonly Activity<int, string[]> ListPage = new(
        "files/list-page",
        (_, page) => Task.FromResult(page < 3 ? Enumerable.Repeat("file", PageLength).ToArray() : [])
    );

    public static readonly Activity<string, int> Import = new(
        "files/import",
        (_, name) => Task.FromResult(name.Length)
    );

    public static readonly Orchestration<Batch, int> ImportAll = new(
        "files/import-all",
        async (ctx, batch) =>
        {
            var names = await ctx.ScheduleActivity(ListPage, batch.Page);
            var sizes = await ctx.Join(names.Select(name => ctx.ScheduleActivity(Import, name)));
            var next = new Batch(batch.Page + 1, batch.Bytes + sizes.Sum());
            return names.Length < PageLength ? next.Bytes : await ctx.ContinueAsNew(next);
        }
    );

    public static async Task<int> ChainAsync(OrchestrationContext ctx)
    {
        var text = await ctx.ScheduleActivity(Activities.Download, "https://example.org/film");
        return await ctx.ScheduleActivity(Activities.Encode, text);
    }

    public static async Task<int> FanOutAsync(OrchestrationContext ctx, string[] names)
    {
        var sizes = await ctx.Join(names.Select(name => ctx.ScheduleActivity(Activities.Encode, name)));
        return sizes.Sum();
    }

    public static async Task<int> WindowAsync(OrchestrationContext ctx, string[] names)
    {
        var sum = 0;
        var waiting = new Queue<string>(names);
        await ctx.Join(Enumerable.Range(0, 10).Select(_ => ctx.Branch(WorkAsync)));
        return sum;

        async Task WorkAsync()
        {
            while (waiting.TryDequeue(out var name))
            {
                var size = await ctx.ScheduleActivity(Activities.Encode, name);
                sum += size;
            }
        }
    }

    public sealed record Batch(int Page, int Bytes);
}
