using Duroxide;

namespace Actor;

/// <summary>
/// An actor: one instance that lives for ever, takes its messages one after the other, and answers under the key that the
/// question names. After some messages it begins anew, and clears away what it has behind it.
/// </summary>
static class Thermometer
{
    public const string Queue = "messages";

    const int MessagesPerExecution = 10;

    static readonly TimeSpan AnswersAreKept = TimeSpan.FromHours(1);

    public static Orchestration<Summary> Orchestration { get; } = new("thermometer", RunAsync);

    /// <summary>Deletes the executions of the instance that asks, but for the current one and the one before.</summary>
    public static Activity<Unit, long> Prune { get; } =
        new(
            "thermometer/prune",
            async (ctx, _) =>
            {
                var management = ctx.GetFeature<DuroxideClient>()!.Management;
                var deleted = await management.PruneExecutionsAsync(
                    ctx.Instance,
                    new PruneOptions { KeepLast = 2 },
                    ctx.CancellationToken
                );
                return deleted.Executions;
            }
        );

    static async Task RunAsync(OrchestrationContext<Summary, Unit> ctx, Summary summary)
    {
        for (var taken = 0; taken < MessagesPerExecution; taken++)
        {
            var message = await ctx.ReceiveMessage<Message>(Queue);
            if (message.Celsius is { } celsius)
            {
                summary = summary.With(celsius);
            }
            if (message.ReplyTo is { } key)
            {
                ctx.SetValue(key, summary);
            }
        }
        ctx.PruneValues(before: ctx.UtcNow - AnswersAreKept);
        await ctx.ScheduleActivity(Prune, Unit.Value);
        await ctx.ContinueAsNew(summary);
    }
}
