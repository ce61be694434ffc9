using Duroxide;
using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Operations;

/// <summary>Makes an instance what it was when an image was made. What it had is lost; its name and password stay.</summary>
public static class RestoreInstanceFlow
{
    /// <summary>The orchestration.</summary>
    public static Orchestration<RestoreInstance> Orchestration { get; } =
        new(Names.Orchestration + "restore-instance", RunAsync);

    private static Task RunAsync(OrchestrationContext ctx, RestoreInstance input) =>
        RestoreAsync(ctx, input, password => ctx.PersistAsync(input.Name, () => EnterAsync(ctx, input, password)));

    /// <summary>Starts the server and gives it its password.</summary>
    internal static async Task<Endpoint> EnterAsync(
        OrchestrationContext ctx,
        RestoreInstance input,
        SecretReference password
    )
    {
        var endpoint = await ctx.RunAsync(input.Name, input.Pace);
        await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(input.Name, password));
        return endpoint;
    }

    /// <summary>Restores the instance.</summary>
    /// <param name="ctx">The orchestration.</param>
    /// <param name="input">What is restored.</param>
    /// <param name="enter">Starts the server and gives it the password.</param>
    internal static Task RestoreAsync(
        OrchestrationContext ctx,
        RestoreInstance input,
        Func<SecretReference, Task<Endpoint>> enter
    ) =>
        ctx.OperateAsync(
            input.Name,
            [InstanceState.Running, InstanceState.Stopped, InstanceState.Failed],
            InstanceState.Failed,
            async row =>
            {
                var image = await Images.GetReadyAsync(ctx, input.Image);
                var version = Math.Max(row.PasswordVersion, 1);
                var password = SecretReference.Of(row.Name, version);
                await ctx.DoAsync("making sure of the password", Steps.EnsurePassword, password);
                await ctx.DoAsync("taking the old data away", Steps.Delete, row.Name);
                var spec = new ClusterSpec(row.Name, row.Size);
                await ctx.DoAsync("unpacking the image", Steps.Restore, new RestoreStep(spec, image.Name));
                var endpoint = await enter(password);
                return ctx.Settled(row.Name, InstanceState.Running, $"It is what it was in {image.Name}.") with
                {
                    Endpoint = endpoint,
                    PasswordVersion = version,
                    Image = image.Name,
                    Leads = true,
                };
            }
        );
}
