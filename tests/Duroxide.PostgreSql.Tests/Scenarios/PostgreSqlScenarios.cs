using Duroxide.Scenarios;
using Duroxide.Testing.Conformance;

namespace Duroxide.PostgreSql.Tests.Scenarios;

public sealed class PostgreSqlScenarioCompleteness() : ScenarioCompleteness<ScenarioFixture>(typeof(StorageScenario<>));

public sealed class PostgreSqlActorStressScenario : ActorStressScenario<ScenarioFixture>;

public sealed class PostgreSqlAnswerRaceScenario : AnswerRaceScenario<ScenarioFixture>;

public sealed class PostgreSqlAnswerScenario : AnswerScenario<ScenarioFixture>;

public sealed class PostgreSqlCancellationScenario : CancellationScenario<ScenarioFixture>;

public sealed class PostgreSqlCapabilityScenario : CapabilityScenario<ScenarioFixture>;

public sealed class PostgreSqlChildScenario : ChildScenario<ScenarioFixture>;

public sealed class PostgreSqlClientScenario : ClientScenario<ScenarioFixture>;

public sealed class PostgreSqlContinueAsNewScenario : ContinueAsNewScenario<ScenarioFixture>;

public sealed class PostgreSqlCrashPointScenario : CrashPointScenario<ScenarioFixture>;

public sealed class PostgreSqlFirstSteps : FirstSteps<ScenarioFixture>;

public sealed class PostgreSqlHotInstanceScenario : HotInstanceScenario<ScenarioFixture>;

public sealed class PostgreSqlLapsedLeaseScenario : LapsedLeaseScenario<ScenarioFixture>;

public sealed class PostgreSqlLeaseScenario : LeaseScenario<ScenarioFixture>;

public sealed class PostgreSqlManagementScenario : ManagementScenario<ScenarioFixture>;

public sealed class PostgreSqlParkingScenario : ParkingScenario<ScenarioFixture>;

public sealed class PostgreSqlForkScenario : ForkScenario<ScenarioFixture>;

public sealed class PostgreSqlRetentionScenario : RetentionScenario<ScenarioFixture>;

public sealed class PostgreSqlSuspensionScenario : SuspensionScenario<ScenarioFixture>;

public sealed class PostgreSqlPartialOutageScenario : PartialOutageScenario<ScenarioFixture>;

public sealed class PostgreSqlPoisonScenario : PoisonScenario<ScenarioFixture>;

public sealed class PostgreSqlSendScenario : SendScenario<ScenarioFixture>;

public sealed class PostgreSqlQueueScenario : QueueScenario<ScenarioFixture>;

public sealed class PostgreSqlRollingDeploymentScenario : RollingDeploymentScenario<ScenarioFixture>;

public sealed class PostgreSqlSessionFailureScenario : SessionFailureScenario<ScenarioFixture>;

public sealed class PostgreSqlSessionScenario : SessionScenario<ScenarioFixture>;

public sealed class PostgreSqlStatusScenario : StatusScenario<ScenarioFixture>;

public sealed class PostgreSqlStressScenario : StressScenario<ScenarioFixture>;

public sealed class PostgreSqlStoppingScenario : StoppingScenario<ScenarioFixture>;

public sealed class PostgreSqlStorageFaultScenario : StorageFaultScenario<ScenarioFixture>;

public sealed class PostgreSqlTagScenario : TagScenario<ScenarioFixture>;

public sealed class PostgreSqlTakenScenario : TakenScenario<ScenarioFixture>;

public sealed class PostgreSqlTimerScenario : TimerScenario<ScenarioFixture>;

public sealed class PostgreSqlValueScenario : ValueScenario<ScenarioFixture>;

public sealed class PostgreSqlValueStressScenario : ValueStressScenario<ScenarioFixture>;
