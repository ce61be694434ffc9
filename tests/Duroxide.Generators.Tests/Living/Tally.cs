namespace Duroxide.Generators.Tests.Living;

/// <summary>An orchestration that is a class: its fields are the state of one run.</summary>
[Orchestration("tally")]
[TakesMessages<int>("numbers")]
public sealed partial class Tally
{
    readonly List<int> seen = [];

    public async Task<int[]> RunAsync(OrchestrationContext<Unit, int[]> ctx)
    {
        while (await ReceiveNumbers(ctx) is var number && number != 0)
        {
            seen.Add(number);
        }
        return [.. seen];
    }
}
