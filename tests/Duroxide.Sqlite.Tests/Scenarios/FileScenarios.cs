using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Scenarios;

public sealed class FileScenarioCompleteness() : ScenarioCompleteness<ScenarioFixture>(typeof(StorageScenario<>));

public sealed class FileActorStressScenario : ActorStressScenario<ScenarioFixture>;

public sealed class FileAnswerRaceScenario : AnswerRaceScenario<ScenarioFixture>;

public sealed class FileAnswerScenario : AnswerScenario<ScenarioFixture>;

public sealed class FileCancellationScenario : CancellationScenario<ScenarioFixture>;

public sealed class FileCapabilityScenario : CapabilityScenario<ScenarioFixture>;

public sealed class FileChildScenario : ChildScenario<ScenarioFixture>;

public sealed class FileClientScenario : ClientScenario<ScenarioFixture>;

public sealed class FileContinueAsNewScenario : ContinueAsNewScenario<ScenarioFixture>;

public sealed class FileCrashPointScenario : CrashPointScenario<ScenarioFixture>;

public sealed class FileFirstSteps : FirstSteps<ScenarioFixture>;

public sealed class FileHotInstanceScenario : HotInstanceScenario<ScenarioFixture>;

public sealed class FileLapsedLeaseScenario : LapsedLeaseScenario<ScenarioFixture>;

public sealed class FileLeaseScenario : LeaseScenario<ScenarioFixture>;

public sealed class FileManagementScenario : ManagementScenario<ScenarioFixture>;

public sealed class FileParkingScenario : ParkingScenario<ScenarioFixture>;

public sealed class FileForkScenario : ForkScenario<ScenarioFixture>;

public sealed class FileRetentionScenario : RetentionScenario<ScenarioFixture>;

public sealed class FileSuspensionScenario : SuspensionScenario<ScenarioFixture>;

public sealed class FilePartialOutageScenario : PartialOutageScenario<ScenarioFixture>;

public sealed class FilePoisonScenario : PoisonScenario<ScenarioFixture>;

public sealed class FileSendScenario : SendScenario<ScenarioFixture>;

public sealed class FileQueueScenario : QueueScenario<ScenarioFixture>;

public sealed class FileRollingDeploymentScenario : RollingDeploymentScenario<ScenarioFixture>;

public sealed class FileSessionFailureScenario : SessionFailureScenario<ScenarioFixture>;

public sealed class FileSessionScenario : SessionScenario<ScenarioFixture>;

public sealed class FileStatusScenario : StatusScenario<ScenarioFixture>;

public sealed class FileStressScenario : StressScenario<ScenarioFixture>;

public sealed class FileStoppingScenario : StoppingScenario<ScenarioFixture>;

public sealed class FileStorageFaultScenario : StorageFaultScenario<ScenarioFixture>;

public sealed class FileTagScenario : TagScenario<ScenarioFixture>;

public sealed class FileTakenScenario : TakenScenario<ScenarioFixture>;

public sealed class FileTimerScenario : TimerScenario<ScenarioFixture>;

public sealed class FileValueScenario : ValueScenario<ScenarioFixture>;

public sealed class FileValueStressScenario : ValueStressScenario<ScenarioFixture>;
