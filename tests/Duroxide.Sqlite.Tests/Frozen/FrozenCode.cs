namespace Duroxide.Sqlite.Tests.Frozen;

/// <summary>The code of the instances in the files of this folder. It stays as it is, for their histories do.</summary>
internal static class FrozenCode
{
    public const string Go = "go";
    public const string More = "more";
    public const string Printer = "printer";

    public static readonly Activity<string, string> Print = new(
        "frozen/print",
        (_, text) => Task.FromResult($"{text} on paper")
    );

    public static readonly Orchestration<Unit, string> Timer = new(
        "frozen/timer",
        async (ctx, _) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromDays(1));
            return "rang";
        }
    );

    public static readonly Orchestration<Unit, string> Event = new(
        "frozen/event",
        async (ctx, _) => await ctx.ScheduleWait<string>(Go)
    );

    public static readonly Orchestration<Unit, string> Parent = new(
        "frozen/parent",
        async (ctx, input) =>
            $"{await ctx.ScheduleSubOrchestration(Event, input, new() { Instance = "child" })} as told"
    );

    public static readonly Orchestration<Unit, string> Work = new(
        "frozen/work",
        async (ctx, _) => await ctx.ScheduleActivity(Print, "a page", new() { Tag = Printer })
    );

    public static readonly Orchestration<int, string> Again = new(
        "frozen/again",
        async (ctx, round) =>
            round < 2 ? await ctx.ContinueAsNew(round + 1) : $"{await ctx.ReceiveMessage<string>(More)} in {round}"
    );

    public static readonly Orchestration<Unit, string> Done = new(
        "frozen/done",
        async (ctx, _) =>
        {
            ctx.SetValue("copies", 12);
            ctx.SetCustomStatus("printed");
            return await ctx.ScheduleActivity(Print, "a book");
        }
    );

    public static readonly Orchestration<Unit, string> Failed = new(
        "frozen/failed",
        (_, _) => throw new InvalidOperationException("out of paper")
    );

    public static Registry Registry { get; } =
        new RegistryBuilder()
            .Add(Print)
            .Add(Timer)
            .Add(Event)
            .Add(Parent)
            .Add(Work)
            .Add(Again)
            .Add(Done)
            .Add(Failed)
            .Build();
}
