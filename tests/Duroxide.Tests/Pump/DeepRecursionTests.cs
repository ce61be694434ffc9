namespace Duroxide.Tests;

/// <summary>Code that calls itself without end fails its instance, and not the process.</summary>
public class DeepRecursionTests
{
    public static TheoryData<string> Names => [.. Recursions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Code_that_calls_itself_without_end_fails_its_instance(string recursion)
    {
        var ranOn = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                return await Recursions[recursion](ctx);
            }
            catch (Exception)
            {
                ranOn = ctx.Instance.Value.Length == 0;
                return "caught";
            }
        });
        driver.Replays = false;

        OrderTests.OnStack(256 * 1024, () => driver.Start());

        Assert.Contains("Loop with for or while", driver.Failure.Display, StringComparison.Ordinal);
        Assert.False(ranOn);
    }

    static readonly Dictionary<string, Func<OrchestrationContext, Task<string>>> Recursions = new()
    {
        ["asking"] = Ask,
        ["setting a value"] = ctx => Task.FromResult(Set(ctx)),
        ["setting a value between awaits"] = SetAndAwait,
        ["reading the status"] = ctx => Task.FromResult(Read(ctx)),
        ["racing branches"] = Race,
        ["joining branches"] = Join,
        ["mapping"] = ctx => Task.FromResult(Map(ctx.Call("a"))),
    };

    static async Task<string> Ask(OrchestrationContext ctx)
    {
        _ = ctx.Call("a");
        return await Ask(ctx);
    }

    static string Set(OrchestrationContext ctx)
    {
        ctx.SetValue("key", "");
        return Set(ctx) + "x";
    }

    static async Task<string> SetAndAwait(OrchestrationContext ctx)
    {
        ctx.SetValue("key", "");
        return await SetAndAwait(ctx);
    }

    static string Read(OrchestrationContext ctx) => ctx.CustomStatus + Read(ctx);

    static async Task<string> Race(OrchestrationContext ctx) =>
        (await ctx.Select([ctx.Branch(() => Race(ctx)), ctx.Call("a")])).Value;

    static async Task<string> Join(OrchestrationContext ctx) =>
        string.Concat(await ctx.Join([ctx.Branch(() => Join(ctx)), ctx.Call("a")]));

    static string Map(DurableTask<string> handle) => Map(handle.Map(text => text)) + "x";
}
