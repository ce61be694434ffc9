using Duroxide.Conformance;
using Duroxide.Runtime.Tests.Providers;

namespace Duroxide.Runtime.Tests.Scenarios;

public sealed class InMemoryScenarioCompleteness : ScenarioCompleteness;

public sealed class InMemoryActivityCancellationScenario() : ActivityCancellationScenario(new InMemoryFixture());

public sealed class InMemoryActivityScenario() : ActivityScenario(new InMemoryFixture());

public sealed class InMemoryActorStressScenario() : ActorStressScenario(new InMemoryFixture());

public sealed class InMemoryAnswerRaceScenario() : AnswerRaceScenario(new InMemoryFixture());

public sealed class InMemoryAnswerScenario() : AnswerScenario(new InMemoryFixture());

public sealed class InMemoryBlockingScenario() : BlockingScenario(new InMemoryFixture());

public sealed class InMemoryBranchScenario() : BranchScenario(new InMemoryFixture());

public sealed class InMemoryCancellationScenario() : CancellationScenario(new InMemoryFixture());

public sealed class InMemoryCapabilityScenario() : CapabilityScenario(new InMemoryFixture());

public sealed class InMemoryChildScenario() : ChildScenario(new InMemoryFixture());

public sealed class InMemoryClientScenario() : ClientScenario(new InMemoryFixture());

public sealed class InMemoryContinueAsNewScenario() : ContinueAsNewScenario(new InMemoryFixture());

public sealed class InMemoryConversationScenario() : ConversationScenario(new InMemoryFixture());

public sealed class InMemoryCrashPointScenario() : CrashPointScenario(new InMemoryFixture());

public sealed class InMemoryDeterminismScenario() : DeterminismScenario(new InMemoryFixture());

public sealed class InMemoryDispatchScenario() : DispatchScenario(new InMemoryFixture());

public sealed class InMemoryEscapeScenario() : EscapeScenario(new InMemoryFixture());

public sealed class InMemoryEventScenario() : EventScenario(new InMemoryFixture());

public sealed class InMemoryFirstSteps() : FirstSteps(new InMemoryFixture());

public sealed class InMemoryHotInstanceScenario() : HotInstanceScenario(new InMemoryFixture());

public sealed class InMemoryLapsedLeaseScenario() : LapsedLeaseScenario(new InMemoryFixture());

public sealed class InMemoryLeaseScenario() : LeaseScenario(new InMemoryFixture());

public sealed class InMemoryLimitScenario() : LimitScenario(new InMemoryFixture());

public sealed class InMemoryLogScenario() : LogScenario(new InMemoryFixture());

public sealed class InMemoryLookupScenario() : LookupScenario(new InMemoryFixture());

public sealed class InMemoryManagementScenario() : ManagementScenario(new InMemoryFixture());

public sealed class InMemoryParkingScenario() : ParkingScenario(new InMemoryFixture());

public sealed class InMemoryPartialOutageScenario() : PartialOutageScenario(new InMemoryFixture());

public sealed class InMemoryPatchScenario() : PatchScenario(new InMemoryFixture());

public sealed class InMemoryPoisonScenario() : PoisonScenario(new InMemoryFixture());

public sealed class InMemoryQueueScenario() : QueueScenario(new InMemoryFixture());

public sealed class InMemoryRetryScenario() : RetryScenario(new InMemoryFixture());

public sealed class InMemoryRollingDeploymentScenario() : RollingDeploymentScenario(new InMemoryFixture());

public sealed class InMemorySessionFailureScenario() : SessionFailureScenario(new InMemoryFixture());

public sealed class InMemorySessionScenario() : SessionScenario(new InMemoryFixture());

public sealed class InMemorySingleThreadScenario() : SingleThreadScenario(new InMemoryFixture());

public sealed class InMemoryStatusScenario() : StatusScenario(new InMemoryFixture());

public sealed class InMemoryStressScenario() : StressScenario(new InMemoryFixture());

public sealed class InMemoryStoppingScenario() : StoppingScenario(new InMemoryFixture());

public sealed class InMemoryStorageFaultScenario() : StorageFaultScenario(new InMemoryFixture());

public sealed class InMemoryTagScenario() : TagScenario(new InMemoryFixture());

public sealed class InMemoryTakenScenario() : TakenScenario(new InMemoryFixture());

public sealed class InMemoryTimerScenario() : TimerScenario(new InMemoryFixture());

public sealed class InMemoryUnregisteredScenario() : UnregisteredScenario(new InMemoryFixture());

public sealed class InMemoryValueScenario() : ValueScenario(new InMemoryFixture());

public sealed class InMemoryValueStressScenario() : ValueStressScenario(new InMemoryFixture());

public sealed class InMemoryVersionScenario() : VersionScenario(new InMemoryFixture());

public sealed class InMemoryWatchdogScenario() : WatchdogScenario(new InMemoryFixture());
