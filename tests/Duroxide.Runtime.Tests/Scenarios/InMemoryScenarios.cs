using Duroxide.Runtime.Tests.Providers;
using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;

namespace Duroxide.Runtime.Tests.Scenarios;

public sealed class InMemoryScenarioCompleteness() : ScenarioCompleteness<InMemoryFixture>(typeof(RuntimeScenario<>));

public sealed class InMemoryActivityCancellationScenario : ActivityCancellationScenario<InMemoryFixture>;

public sealed class InMemoryActivityScenario : ActivityScenario<InMemoryFixture>;

public sealed class InMemoryActorStressScenario : ActorStressScenario<InMemoryFixture>;

public sealed class InMemoryAnswerRaceScenario : AnswerRaceScenario<InMemoryFixture>;

public sealed class InMemoryAnswerScenario : AnswerScenario<InMemoryFixture>;

public sealed class InMemoryBlockingScenario : BlockingScenario<InMemoryFixture>;

public sealed class InMemoryBranchScenario : BranchScenario<InMemoryFixture>;

public sealed class InMemoryCancellationScenario : CancellationScenario<InMemoryFixture>;

public sealed class InMemoryCapabilityScenario : CapabilityScenario<InMemoryFixture>;

public sealed class InMemoryChildScenario : ChildScenario<InMemoryFixture>;

public sealed class InMemoryClientScenario : ClientScenario<InMemoryFixture>;

public sealed class InMemoryContinueAsNewScenario : ContinueAsNewScenario<InMemoryFixture>;

public sealed class InMemoryConversationScenario : ConversationScenario<InMemoryFixture>;

public sealed class InMemoryCrashPointScenario : CrashPointScenario<InMemoryFixture>;

public sealed class InMemoryDeterminismScenario : DeterminismScenario<InMemoryFixture>;

public sealed class InMemoryDispatchScenario : DispatchScenario<InMemoryFixture>;

public sealed class InMemoryEscapeScenario : EscapeScenario<InMemoryFixture>;

public sealed class InMemoryEventScenario : EventScenario<InMemoryFixture>;

public sealed class InMemoryFirstSteps : FirstSteps<InMemoryFixture>;

public sealed class InMemoryHotInstanceScenario : HotInstanceScenario<InMemoryFixture>;

public sealed class InMemoryLapsedLeaseScenario : LapsedLeaseScenario<InMemoryFixture>;

public sealed class InMemoryLeaseScenario : LeaseScenario<InMemoryFixture>;

public sealed class InMemoryLimitScenario : LimitScenario<InMemoryFixture>;

public sealed class InMemoryLogScenario : LogScenario<InMemoryFixture>;

public sealed class InMemoryTraceScenario : TraceScenario<InMemoryFixture>;

public sealed class InMemoryMetricsScenario : MetricsScenario<InMemoryFixture>;

public sealed class InMemoryLookupScenario : LookupScenario<InMemoryFixture>;

public sealed class InMemoryManagementScenario : ManagementScenario<InMemoryFixture>;

public sealed class InMemoryParkingScenario : ParkingScenario<InMemoryFixture>;

public sealed class InMemoryForkScenario : ForkScenario<InMemoryFixture>;

public sealed class InMemoryRetentionScenario : RetentionScenario<InMemoryFixture>;

public sealed class InMemorySuspensionScenario : SuspensionScenario<InMemoryFixture>;

public sealed class InMemoryPartialOutageScenario : PartialOutageScenario<InMemoryFixture>;

public sealed class InMemoryPatchScenario : PatchScenario<InMemoryFixture>;

public sealed class InMemoryPoisonScenario : PoisonScenario<InMemoryFixture>;

public sealed class InMemorySendScenario : SendScenario<InMemoryFixture>;

public sealed class InMemoryQueueScenario : QueueScenario<InMemoryFixture>;

public sealed class InMemoryRetryScenario : RetryScenario<InMemoryFixture>;

public sealed class InMemoryRollingDeploymentScenario : RollingDeploymentScenario<InMemoryFixture>;

public sealed class InMemorySessionFailureScenario : SessionFailureScenario<InMemoryFixture>;

public sealed class InMemorySessionScenario : SessionScenario<InMemoryFixture>;

public sealed class InMemorySingleThreadScenario : SingleThreadScenario<InMemoryFixture>;

public sealed class InMemoryStatusScenario : StatusScenario<InMemoryFixture>;

public sealed class InMemoryStressScenario : StressScenario<InMemoryFixture>;

public sealed class InMemoryStoppingScenario : StoppingScenario<InMemoryFixture>;

public sealed class InMemoryStorageFaultScenario : StorageFaultScenario<InMemoryFixture>;

public sealed class InMemoryTagScenario : TagScenario<InMemoryFixture>;

public sealed class InMemoryTakenScenario : TakenScenario<InMemoryFixture>;

public sealed class InMemoryTimerScenario : TimerScenario<InMemoryFixture>;

public sealed class InMemoryUnregisteredScenario : UnregisteredScenario<InMemoryFixture>;

public sealed class InMemoryValueScenario : ValueScenario<InMemoryFixture>;

public sealed class InMemoryValueStressScenario : ValueStressScenario<InMemoryFixture>;

public sealed class InMemoryVersionScenario : VersionScenario<InMemoryFixture>;

public sealed class InMemoryWatchdogScenario : WatchdogScenario<InMemoryFixture>;
