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
                var endpoint = await ctx.RunAsync(row.Name, input.Pace);
                await ctx.DoAsync("setting the password", Steps.SetPassword, new PasswordStep(row.Name, password));
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
