using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Released;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations;

/// <summary>
/// Everything that a node must know to work for the fleet. Each orchestration is registered with its version. What was released
/// stays as it is, with all that it calls: a change is another version beside it.
/// </summary>
public static class FleetRegistry
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>How much a node lets the fleet ask for: an actor keeps the answers of an hour, each of which can be long.</summary>
    public static Limits Limits { get; } = Limits.Default with { ValueBytes = 4 * Mebibyte, ValueKeys = 10_000 };

    /// <summary>The code of the fleet over what it works with.</summary>
    public static Registry Of(FleetServices fleet) => new RegistryBuilder().AddFleet(fleet).Build();

    /// <summary>Adds the code of the fleet to that of a host.</summary>
    public static RegistryBuilder AddFleet(this RegistryBuilder code, FleetServices fleet) =>
        code.AddDriverSteps(fleet)
            .AddSecretSteps(fleet)
            .AddSessionSteps(fleet)
            .AddInstanceSteps(fleet.Cms)
            .AddImageSteps(fleet.Cms)
            .AddUpkeepSteps(fleet.Cms)
            .AddEngineSteps(fleet.Cms)
            .Add(CreateInstance100.Orchestration)
            .Add(CreateInstance108.Orchestration, SemanticVersion.Parse("1.0.8"))
            .Add(CreateInstanceFlow.Orchestration, SemanticVersion.Parse("1.0.9"))
            .Add(DeleteInstanceFlow.Orchestration)
            .Add(StartInstanceFlow.Orchestration)
            .Add(StopInstanceFlow.Orchestration)
            .Add(RestartInstanceFlow.Orchestration)
            .Add(ResizeInstanceFlow.Orchestration)
            .Add(RotatePassword100.Orchestration)
            .Add(RotatePasswordFlow.Orchestration, SemanticVersion.Parse("1.0.10"))
            .Add(RestoreInstance100.Orchestration)
            .Add(RestoreInstanceFlow.Orchestration, SemanticVersion.Parse("1.0.9"))
            .Add(CreateImageFlow.Orchestration)
            .Add(DeleteImageFlow.Orchestration)
            .Add(BackupFlow.Orchestration)
            .Add(FailOverFlow.Orchestration)
            .Add(RejoinInstanceFlow.Orchestration)
            .Add(MendInstanceFlow.Orchestration)
            .Add(CreateBatchFlow.Orchestration)
            .Add(InstanceActor100.Orchestration)
            .Add(InstanceActor.Orchestration, SemanticVersion.Parse("1.0.2"))
            .Add(CreateSemaphore.Orchestration)
            .Add(ClearStrayFlow.Orchestration, SemanticVersion.Parse("1.0.10"))
            .Add(Reconciler100.Orchestration)
            .Add(Reconciler.Orchestration, SemanticVersion.Parse("1.0.10"))
            .Add(Pruner.Orchestration)
            .Add(BackupScheduler.Orchestration);
}
