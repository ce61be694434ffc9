using Duroxide.Conformance;

namespace Duroxide.Sqlite.Tests.Scenarios;

public sealed class FileScenarioCompleteness : ScenarioCompleteness;

public sealed class FileActivityCancellationScenario() : ActivityCancellationScenario(new ScenarioFixture());

public sealed class FileActivityScenario() : ActivityScenario(new ScenarioFixture());

public sealed class FileActorStressScenario() : ActorStressScenario(new ScenarioFixture());

public sealed class FileAnswerRaceScenario() : AnswerRaceScenario(new ScenarioFixture());

public sealed class FileAnswerScenario() : AnswerScenario(new ScenarioFixture());

public sealed class FileBlockingScenario() : BlockingScenario(new ScenarioFixture());

public sealed class FileBranchScenario() : BranchScenario(new ScenarioFixture());

public sealed class FileCancellationScenario() : CancellationScenario(new ScenarioFixture());

public sealed class FileCapabilityScenario() : CapabilityScenario(new ScenarioFixture());

public sealed class FileChildScenario() : ChildScenario(new ScenarioFixture());

public sealed class FileClientScenario() : ClientScenario(new ScenarioFixture());

public sealed class FileContinueAsNewScenario() : ContinueAsNewScenario(new ScenarioFixture());

public sealed class FileConversationScenario() : ConversationScenario(new ScenarioFixture());

public sealed class FileCrashPointScenario() : CrashPointScenario(new ScenarioFixture());

public sealed class FileDeterminismScenario() : DeterminismScenario(new ScenarioFixture());

public sealed class FileDispatchScenario() : DispatchScenario(new ScenarioFixture());

public sealed class FileEscapeScenario() : EscapeScenario(new ScenarioFixture());

public sealed class FileEventScenario() : EventScenario(new ScenarioFixture());

public sealed class FileFirstSteps() : FirstSteps(new ScenarioFixture());

public sealed class FileHotInstanceScenario() : HotInstanceScenario(new ScenarioFixture());

public sealed class FileLapsedLeaseScenario() : LapsedLeaseScenario(new ScenarioFixture());

public sealed class FileLeaseScenario() : LeaseScenario(new ScenarioFixture());

public sealed class FileLimitScenario() : LimitScenario(new ScenarioFixture());

public sealed class FileLogScenario() : LogScenario(new ScenarioFixture());

public sealed class FileLookupScenario() : LookupScenario(new ScenarioFixture());

public sealed class FileManagementScenario() : ManagementScenario(new ScenarioFixture());

public sealed class FileParkingScenario() : ParkingScenario(new ScenarioFixture());

public sealed class FilePartialOutageScenario() : PartialOutageScenario(new ScenarioFixture());

public sealed class FilePatchScenario() : PatchScenario(new ScenarioFixture());

public sealed class FilePoisonScenario() : PoisonScenario(new ScenarioFixture());

public sealed class FileQueueScenario() : QueueScenario(new ScenarioFixture());

public sealed class FileRetryScenario() : RetryScenario(new ScenarioFixture());

public sealed class FileRollingDeploymentScenario() : RollingDeploymentScenario(new ScenarioFixture());

public sealed class FileSessionFailureScenario() : SessionFailureScenario(new ScenarioFixture());

public sealed class FileSessionScenario() : SessionScenario(new ScenarioFixture());

public sealed class FileSingleThreadScenario() : SingleThreadScenario(new ScenarioFixture());

public sealed class FileStatusScenario() : StatusScenario(new ScenarioFixture());

public sealed class FileStressScenario() : StressScenario(new ScenarioFixture());

public sealed class FileStoppingScenario() : StoppingScenario(new ScenarioFixture());

public sealed class FileStorageFaultScenario() : StorageFaultScenario(new ScenarioFixture());

public sealed class FileTagScenario() : TagScenario(new ScenarioFixture());

public sealed class FileTakenScenario() : TakenScenario(new ScenarioFixture());

public sealed class FileTimerScenario() : TimerScenario(new ScenarioFixture());

public sealed class FileUnregisteredScenario() : UnregisteredScenario(new ScenarioFixture());

public sealed class FileValueScenario() : ValueScenario(new ScenarioFixture());

public sealed class FileValueStressScenario() : ValueStressScenario(new ScenarioFixture());

public sealed class FileVersionScenario() : VersionScenario(new ScenarioFixture());

public sealed class FileWatchdogScenario() : WatchdogScenario(new ScenarioFixture());
