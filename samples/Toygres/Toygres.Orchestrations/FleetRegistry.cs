using Duroxide;
using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Operations;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Orchestrations;

/// <summary>
/// Everything that a node must know to work for the fleet. Each orchestration is registered with its version. What was released
/// stays as it is, with all that it calls: a change is another version beside it.
/// </summary>
public static class FleetRegistry
{
    /// <summary>The code of the fleet over what it works with.</summary>
    public static Registry Of(FleetServices fleet) =>
        new RegistryBuilder()
            .AddDriverSteps(fleet)
            .AddSecretSteps(fleet)
            .AddSessionSteps(fleet)
            .AddInstanceSteps(fleet.Cms)
            .AddImageSteps(fleet.Cms)
            .AddUpkeepSteps(fleet.Cms)
            .AddEngineSteps(fleet.Cms)
            .Add(CreateInstanceFlow.Orchestration)
            .Add(DeleteInstanceFlow.Orchestration)
            .Add(StartInstanceFlow.Orchestration)
            .Add(StopInstanceFlow.Orchestration)
            .Add(RestartInstanceFlow.Orchestration)
            .Add(ResizeInstanceFlow.Orchestration)
            .Add(RotatePasswordFlow.Orchestration)
            .Add(RestoreInstanceFlow.Orchestration)
            .Add(CreateImageFlow.Orchestration)
            .Add(DeleteImageFlow.Orchestration)
            .Add(BackupFlow.Orchestration)
            .Add(FailOverFlow.Orchestration)
            .Add(RejoinInstanceFlow.Orchestration)
            .Add(MendInstanceFlow.Orchestration)
            .Add(CreateBatchFlow.Orchestration)
            .Add(InstanceActor.Orchestration)
            .Add(CreateSemaphore.Orchestration)
            .Add(Reconciler.Orchestration)
            .Add(Pruner.Orchestration)
            .Add(BackupScheduler.Orchestration)
            .Build();
}
