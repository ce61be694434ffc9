using System.Text.Json;
using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Makes many instances, and says how far it is in its custom status. Each is made by an orchestration of its own.</summary>
public static class CreateBatchFlow
{
    /// <summary>How many there are in a batch at most.</summary>
    public const int Most = 500;

    private const int LooksPerExecution = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>The orchestration.</summary>
    public static Orchestration<CreateBatch, BatchStatus> Orchestration { get; } =
        new(Names.Orchestration + "create-batch", RunAsync);

    private static async Task<BatchStatus> RunAsync(
        OrchestrationContext<CreateBatch, BatchStatus> ctx,
        CreateBatch input
    )
    {
        if (input.Count is < 1 or > Most)
        {
            throw new OrchestrationFailedException($"{input.Count} instances: between 1 and {Most} are possible.");
        }
        var names = input.Names ?? Begin(ctx, input);
        for (var look = 0; look < LooksPerExecution; look++)
        {
            var status = await ctx.ScheduleActivity(EngineSteps.GetBatchStatus, names, Work.Stubbornly);
            ctx.SetCustomStatus(JsonSerializer.Serialize(status, JsonSerializerOptions.Web));
            if (status.Creating == 0)
            {
                return status;
            }
            await ctx.ScheduleTimer(Pause);
        }
        return await ctx.ContinueAsNew(input with { Names = names });
    }

    private static IReadOnlyList<InstanceName> Begin(OrchestrationContext ctx, CreateBatch input)
    {
        var names = new List<InstanceName>();
        for (var number = 1; number <= input.Count; number++)
        {
            var name = InstanceName.Of($"{input.Base}{number}", ctx.NewGuid());
            var create = new CreateInstance(name, $"{input.Base}{number}", input.Size, input.Pace);
            ctx.StartOrchestration(CreateInstanceFlow.Orchestration, Names.Create(name), create);
            names.Add(name);
        }
        return names;
    }
}
