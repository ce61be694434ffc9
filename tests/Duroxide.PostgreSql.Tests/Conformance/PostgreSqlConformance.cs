using Duroxide.Testing.Conformance;

namespace Duroxide.PostgreSql.Tests.Conformance;

public sealed class PostgreSqlCompleteness : CompletenessConformance<PostgreSqlFixture>;

public sealed class PostgreSqlAnswering : AnsweringConformance<PostgreSqlFixture>;

public sealed class PostgreSqlAnsweringRace : AnsweringRaceConformance<PostgreSqlFixture>;

public sealed class PostgreSqlAtomicity : AtomicityConformance<PostgreSqlFixture>;

public sealed class PostgreSqlAttempt : AttemptConformance<PostgreSqlFixture>;

public sealed class PostgreSqlBulk : BulkConformance<PostgreSqlFixture>;

public sealed class PostgreSqlCancellation : CancellationConformance<PostgreSqlFixture>;

public sealed class PostgreSqlCapability : CapabilityConformance<PostgreSqlFixture>;

public sealed class PostgreSqlClock : ClockConformance<PostgreSqlFixture>;

public sealed class PostgreSqlCreation : CreationConformance<PostgreSqlFixture>;

public sealed class PostgreSqlDeletion : DeletionConformance<PostgreSqlFixture>;

public sealed class PostgreSqlDeletionRace : DeletionRaceConformance<PostgreSqlFixture>;

public sealed class PostgreSqlDuty : DutyConformance<PostgreSqlFixture>;

public sealed class PostgreSqlExecution : ExecutionConformance<PostgreSqlFixture>;

public sealed class PostgreSqlExpiry : ExpiryConformance<PostgreSqlFixture>;

public sealed class PostgreSqlFencing : FencingConformance<PostgreSqlFixture>;

public sealed class PostgreSqlHeldMessage : HeldMessageConformance<PostgreSqlFixture>;

public sealed class PostgreSqlLack : LackConformance<PostgreSqlFixture>;

public sealed class PostgreSqlInspection : InspectionConformance<PostgreSqlFixture>;

public sealed class PostgreSqlInstanceTag : InstanceTagConformance<PostgreSqlFixture>;

public sealed class PostgreSqlLease : LeaseConformance<PostgreSqlFixture>;

public sealed class PostgreSqlListing : ListingConformance<PostgreSqlFixture>;

public sealed class PostgreSqlManagement : ManagementConformance<PostgreSqlFixture>;

public sealed class PostgreSqlNode : NodeConformance<PostgreSqlFixture>;

public sealed class PostgreSqlParking : ParkingConformance<PostgreSqlFixture>;

public sealed class PostgreSqlPayload : PayloadConformance<PostgreSqlFixture>;

public sealed class PostgreSqlPolling : PollingConformance<PostgreSqlFixture>;

public sealed class PostgreSqlPrune : PruneConformance<PostgreSqlFixture>;

public sealed class PostgreSqlSend : SendConformance<PostgreSqlFixture>;

public sealed class PostgreSqlQueue : QueueConformance<PostgreSqlFixture>;

public sealed class PostgreSqlRace : RaceConformance<PostgreSqlFixture>;

public sealed class PostgreSqlRepeatedAnswering : RepeatedAnsweringConformance<PostgreSqlFixture>;

public sealed class PostgreSqlRepeatedCommit : RepeatedCommitConformance<PostgreSqlFixture>;

public sealed class PostgreSqlRestart : RestartConformance<PostgreSqlFixture>;

public sealed class PostgreSqlSession : SessionConformance<PostgreSqlFixture>;

public sealed class PostgreSqlSessionLease : SessionLeaseConformance<PostgreSqlFixture>;

public sealed class PostgreSqlStarting : StartingConformance<PostgreSqlFixture>;

public sealed class PostgreSqlStatus : StatusConformance<PostgreSqlFixture>;

public sealed class PostgreSqlSuspension : SuspensionConformance<PostgreSqlFixture>;

public sealed class PostgreSqlTag : TagConformance<PostgreSqlFixture>;

public sealed class PostgreSqlTaken : TakenConformance<PostgreSqlFixture>;

public sealed class PostgreSqlTimeToLive : TimeToLiveConformance<PostgreSqlFixture>;

public sealed class PostgreSqlTimer : TimerConformance<PostgreSqlFixture>;

public sealed class PostgreSqlValue : ValueConformance<PostgreSqlFixture>;

public sealed class PostgreSqlView : ViewConformance<PostgreSqlFixture>;

public sealed class PostgreSqlWatch : WatchConformance<PostgreSqlFixture>;
