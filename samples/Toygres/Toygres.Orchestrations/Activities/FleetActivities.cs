using Duroxide;

namespace Toygres.Orchestrations.Activities;

/// <summary>Does what orchestrations ask for.</summary>
internal static class FleetActivities
{
    public static RegistryBuilder AddDriverSteps(this RegistryBuilder code, FleetServices fleet)
    {
        var driver = fleet.Driver;
        return code.Does(Steps.Provision, (spec, cancel) => driver.ProvisionAsync(spec, cancel))
            .Does(Steps.Restore, (step, cancel) => driver.RestoreAsync(step.Spec, step.Image, cancel))
            .Does(Steps.Replicate, (step, cancel) => driver.ReplicateAsync(step.Spec, step.Primary, cancel))
            .Does(Steps.Start, (name, cancel) => driver.StartAsync(name, cancel))
            .Does(Steps.Stop, (name, cancel) => driver.StopAsync(name, cancel))
            .Does(Steps.Fence, (name, cancel) => driver.FenceAsync(name, cancel))
            .Does(Steps.Unfence, (name, cancel) => driver.UnfenceAsync(name, cancel))
            .Does(Steps.Promote, (name, cancel) => driver.PromoteAsync(name, cancel))
            .Does(Steps.Delete, (name, cancel) => driver.DeleteAsync(name, cancel))
            .Gives(Steps.Check, (name, cancel) => driver.CheckAsync(name, cancel))
            .Gives(Steps.GetEndpoint, (name, cancel) => driver.GetEndpointAsync(name, cancel))
            .Does(Steps.Resize, (spec, cancel) => driver.ResizeAsync(spec, cancel))
            .Does(Steps.SetPassword, (step, cancel) => driver.SetPasswordAsync(step.Instance, step.Password, cancel))
            .Gives(Steps.BackUp, (step, cancel) => driver.BackUpAsync(step.Instance, step.Image, cancel))
            .Does(Steps.DeleteImage, (name, cancel) => driver.DeleteImageAsync(name, cancel))
            .Gives(Steps.TakeInventory, (_, cancel) => driver.InventoryAsync(cancel));
    }

    public static RegistryBuilder AddSecretSteps(this RegistryBuilder code, FleetServices fleet)
    {
        var secrets = fleet.Secrets;
        return code.Does(
                Steps.EnsurePassword,
                (reference, cancel) => secrets.PutAsync(reference, Secret.Generate(), cancel)
            )
            .Does(
                Steps.CopyPassword,
                async (step, cancel) =>
                {
                    var secret =
                        await secrets.FindAsync(step.From, cancel)
                        ?? throw new NonRetryableException($"There is no secret {step.From.Name} to copy.");
                    await secrets.DeleteAsync(step.To, cancel);
                    await secrets.PutAsync(step.To, secret, cancel);
                }
            )
            .Does(
                Steps.DeletePasswords,
                async (step, cancel) =>
                {
                    for (var version = 1; version <= step.Versions; version++)
                    {
                        await secrets.DeleteAsync(SecretReference.Of(step.Instance, version), cancel);
                    }
                }
            );
    }

    public static RegistryBuilder AddSessionSteps(this RegistryBuilder code, FleetServices fleet) =>
        code.Gives(
                Steps.TestConnection,
                (target, cancel) => fleet.Sessions.CheckAsync(target.Endpoint, target.Password, cancel)
            )
            .Gives(
                Steps.ExecuteQuery,
                (step, cancel) =>
                    fleet.Sessions.QueryAsync(step.Target.Endpoint, step.Target.Password, step.Statement, [], cancel)
            );

    public static RegistryBuilder Does<TInput>(
        this RegistryBuilder code,
        ActivityName<TInput, Unit> name,
        Func<TInput, CancellationToken, Task> run
    ) => code.Add(new Activity<TInput>(name.Name, (ctx, input) => run(input, ctx.CancellationToken)));

    public static RegistryBuilder Gives<TInput, TOutput>(
        this RegistryBuilder code,
        ActivityName<TInput, TOutput> name,
        Func<TInput, CancellationToken, Task<TOutput>> run
    ) => code.Add(new Activity<TInput, TOutput>(name.Name, (ctx, input) => run(input, ctx.CancellationToken)));
}
