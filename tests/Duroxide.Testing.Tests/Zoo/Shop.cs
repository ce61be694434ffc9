namespace Duroxide.Testing.Tests;

/// <summary>A workflow that uses a bit of everything, and the client that drives it.</summary>
static class Shop
{
    static readonly Activity<int, int> Double = new("Double", (_, n) => Task.FromResult(2 * n));

    static readonly Orchestration<int, int> Pack = new(
        "Pack",
        async (ctx, n) =>
        {
            await ctx.ScheduleTimer(TimeSpan.FromHours(n));
            return await ctx.ScheduleActivity(Double, n);
        }
    );

    static readonly Orchestration<int, int> Sell = new(
        "Sell",
        async (ctx, round) =>
        {
            ctx.SetCustomStatus($"round {round}");
            var packed = await ctx.Join(
                Enumerable.Range(1, 3).Select(n => ctx.ScheduleSubOrchestration(Pack, n)).ToList()
            );
            ctx.SetValue("packed", packed.Sum());
            var coins = await ctx.ReceiveMessage<int>("coins") + await ctx.ReceiveMessage<int>("coins");
            return round < 2 ? await ctx.ContinueAsNew(round + 1) : coins;
        }
    );

    public static readonly Registry Registry = new RegistryBuilder().Add(Double).Add(Pack).Add(Sell).Build();

    public static Simulation Simulation { get; } = new("a shop sells in two rounds", () => new(Registry, PlayAsync));

    public static Simulation WithPauses { get; } =
        new("a shop pauses now and then", () => new(Registry, PauseAndPlayAsync));

    static async Task PauseAndPlayAsync(DuroxideClient client, TimeProvider time)
    {
        var play = PlayAsync(client, time);
        while (!play.IsCompleted)
        {
            await Task.WhenAny(play, Task.Delay(TimeSpan.FromMinutes(13), time));
            await PauseAsync(client, time);
        }
        await play;
    }

    static async Task PauseAsync(DuroxideClient client, TimeProvider time)
    {
        try
        {
            await client.Management.SuspendInstanceAsync("shop", "a pause", tree: true);
            await Task.Delay(TimeSpan.FromMinutes(7), time);
            await client.Management.ResumeInstanceAsync("shop", tree: true);
        }
        catch (ClientException refusal) when (refusal.Error is ClientError.InstanceHasEnded)
        {
            // It sold everything before.
        }
    }

    static async Task PlayAsync(DuroxideClient client, TimeProvider time)
    {
        await client.StartOrchestrationAsync(Sell, "shop", 1);
        foreach (var coin in Enumerable.Range(1, 4))
        {
            await client.SendMessageAsync("shop", "coins", coin);
        }
        var sum = await client.WaitForCompletionAsync<int>("shop");
        if (sum != 7)
        {
            throw new InvalidOperationException($"The shop took {sum} in its last round instead of 7.");
        }
        if (await client.GetValueAsync<int>("shop", "packed") != 12)
        {
            throw new InvalidOperationException("The shop packed something else than 12.");
        }
    }
}
