namespace Duroxide.Tests;

public class PatchTests
{
    [Fact]
    public void A_new_instance_runs_the_new_code_and_keeps_to_it()
    {
        using var driver = Driver.Of<string>(Patched);

        driver.Start().Restart().Complete("new", "\"\"").Restart().Complete("end", "\"done\"");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Equal("p", Assert.Single(driver.Applied<Effect.Patch>()).Id);
    }

    [Fact]
    public void An_instance_that_passed_the_spot_keeps_the_old_code()
    {
        var isPatched = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            await (isPatched && ctx.Patched("p") ? ctx.Call("new") : ctx.Call("old"));
            return await ctx.Call("end");
        });
        driver.Start();
        isPatched = true;

        driver.Restart().Complete("old", "\"\"").Restart().Complete("end", "\"done\"");

        Assert.Equal("\"done\"", driver.Output);
        Assert.Empty(driver.Applied<Effect.Patch>());
    }

    [Fact]
    public void A_deprecated_patch_steps_over_the_mark_and_makes_none()
    {
        var isDeprecated = false;
        using var driver = Driver.Of<string>(ctx => isDeprecated ? Deprecated(ctx) : Patched(ctx));
        driver.Start();
        isDeprecated = true;
        driver.Restart().Complete("new", "\"\"").Complete("end", "\"done\"");
        Assert.Equal("\"done\"", driver.Output);

        using var fresh = Driver.Of<string>(Deprecated);
        fresh.Start().Complete("new", "\"\"").Complete("end", "\"done\"");
        Assert.Empty(fresh.Applied<Effect.Patch>());
    }

    static async Task<string> Patched(OrchestrationContext<Unit, string> ctx)
    {
        await (ctx.Patched("p") ? ctx.Call("new") : ctx.Call("old"));
        return await ctx.Call("end");
    }

    static async Task<string> Deprecated(OrchestrationContext<Unit, string> ctx)
    {
        ctx.DeprecatePatch("p");
        await ctx.Call("new");
        return await ctx.Call("end");
    }
}
