namespace Duroxide.Samples.Tests.Guide;

/// <summary>Timers, events, queues, races and joins.</summary>
public static class Waiting
{
    public static async Task<DateTimeOffset> TimerAsync(OrchestrationContext ctx)
    {
        await ctx.ScheduleTimer(TimeSpan.FromDays(30));
        return ctx.UtcNow;
    }

    public static async Task<string> EventAsync(OrchestrationContext ctx)
    {
        var answer = ctx.ScheduleWait<string>("Answer");
        await ctx.ScheduleActivity(Activities.Download, "https://example.org/ask");
        return await answer;
    }

    public static async Task<string> DeadlineAsync(OrchestrationContext ctx)
    {
        try
        {
            return await ctx.ScheduleWait<string>("Answer", new() { Timeout = TimeSpan.FromHours(1) });
        }
        catch (WaitTimeoutException)
        {
            return "no answer";
        }
    }

    public static async Task<int> QueueAsync(OrchestrationContext ctx)
    {
        var sum = 0;
        while (await ctx.ReceiveMessage<int>("numbers") is var number && number != 0)
        {
            sum += number;
        }
        return sum;
    }

    public static readonly Orchestration<int, string> Warehouse = new(
        "shop/warehouse",
        async (ctx, left) =>
        {
            var asked = await ctx.ReceiveMessage<Asked>("asked");
            ctx.SendMessage(asked.By, "answers", left > 0);
            ctx.RaiseEvent("display", "Sold", asked.Article);
            return left > 0 ? await ctx.ContinueAsNew(left - 1) : $"no {asked.Article} is left";
        }
    );

    public static async Task<bool> BuyAsync(OrchestrationContext ctx)
    {
        ctx.SendMessage("warehouse", "asked", new Asked(ctx.Instance.Value, "teapot"));
        return await ctx.ReceiveMessage<bool>("answers");
    }

    public sealed record Asked(string By, string Article);

    public static async Task<string> SelectAsync(OrchestrationContext ctx)
    {
        var answer = ctx.ScheduleWait<string>("Answer");
        var deadline = ctx.ScheduleTimer(TimeSpan.FromHours(1));
        return await ctx.Select(answer, deadline) switch
        {
            Either<string, Unit>.First(var text) => text,
            Either<string, Unit>.Second => "no answer",
        };
    }

    public static async Task<string> RoundsAsync(OrchestrationContext ctx)
    {
        var end = ctx.UtcNow + TimeSpan.FromDays(3);
        for (var notes = 0; ; notes++)
        {
            var next = await ctx.Select(
                ctx.ScheduleWait<string>("Decided"),
                ctx.ReceiveMessage<string>("notes"),
                ctx.ScheduleTimerUntil(end)
            );
            if (next is not Either<string, string, Unit>.Second)
            {
                return next.Match(decision => $"{decision} after {notes} notes", _ => "", _ => "nobody decided");
            }
        }
    }

    public static async Task<string> BranchesAsync(OrchestrationContext ctx)
    {
        var winner = await ctx.Select(
            ctx.Branch(async () =>
            {
                await ctx.ScheduleTimer(TimeSpan.FromSeconds(10));
                return await ctx.ScheduleActivity(Activities.Download, "https://example.org/mirror");
            }),
            ctx.Branch(async () =>
            {
                var url = await ctx.ScheduleWait<string>("Url");
                return await ctx.ScheduleActivity(Activities.Download, url);
            })
        );
        return winner.Match(mirror => mirror, original => original);
    }

    public static async Task<string> FastestAsync(OrchestrationContext ctx, string[] mirrors)
    {
        var fastest = await ctx.Select(mirrors.Select(url => ctx.ScheduleActivity(Activities.Download, url)));
        return $"{mirrors[fastest.Index]} gave {fastest.Value}";
    }

    public static async Task<string> JoinAsync(OrchestrationContext ctx)
    {
        var (text, size) = await ctx.Join(
            ctx.ScheduleActivity(Activities.Download, "https://example.org/book"),
            ctx.ScheduleActivity(Activities.Encode, "film")
        );
        return $"{text}, {size}";
    }

    public static async Task<List<string>> AsCompletedAsync(OrchestrationContext ctx, string[] urls)
    {
        var texts = new List<string>();
        var downloads = urls.Select(url => ctx.ScheduleActivity(Activities.Download, url)).ToList();
        await foreach (var done in ctx.AsCompleted(downloads))
        {
            texts.Add(await done);
        }
        return texts;
    }

    public static async Task<string> CancelAsync(OrchestrationContext ctx)
    {
        var download = ctx.ScheduleActivity(Activities.Download, "https://example.org/film");
        await ctx.ScheduleTimer(TimeSpan.FromSeconds(1));
        if (!download.IsCompleted)
        {
            download.Cancel();
            return "too slow";
        }
        return await download;
    }
}
