using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

public sealed class MemoryCompleteness : CompletenessConformance<MemoryFixture>;

public sealed class MemoryAnswering : AnsweringConformance<MemoryFixture>;

public sealed class MemoryAnsweringRace : AnsweringRaceConformance<MemoryFixture>;

public sealed class MemoryAtomicity : AtomicityConformance<MemoryFixture>;

public sealed class MemoryAttempt : AttemptConformance<MemoryFixture>;

public sealed class MemoryBulk : BulkConformance<MemoryFixture>;

public sealed class MemoryCancellation : CancellationConformance<MemoryFixture>;

public sealed class MemoryCapability : CapabilityConformance<MemoryFixture>;

public sealed class MemoryClock : ClockConformance<MemoryFixture>;

public sealed class MemoryCreation : CreationConformance<MemoryFixture>;

public sealed class MemoryDeletion : DeletionConformance<MemoryFixture>;

public sealed class MemoryDeletionRace : DeletionRaceConformance<MemoryFixture>;

public sealed class MemoryDuty : DutyConformance<MemoryFixture>;

public sealed class MemoryExecution : ExecutionConformance<MemoryFixture>;

public sealed class MemoryExpiry : ExpiryConformance<MemoryFixture>;

public sealed class MemoryFencing : FencingConformance<MemoryFixture>;

public sealed class MemoryHeldMessage : HeldMessageConformance<MemoryFixture>;

public sealed class MemoryLack : LackConformance<MemoryFixture>;

public sealed class MemoryInspection : InspectionConformance<MemoryFixture>;

public sealed class MemoryInstanceTag : InstanceTagConformance<MemoryFixture>;

public sealed class MemoryLease : LeaseConformance<MemoryFixture>;

public sealed class MemoryListing : ListingConformance<MemoryFixture>;

public sealed class MemoryManagement : ManagementConformance<MemoryFixture>;

public sealed class MemoryNode : NodeConformance<MemoryFixture>;

public sealed class MemoryParking : ParkingConformance<MemoryFixture>;

public sealed class MemoryPayload : PayloadConformance<MemoryFixture>;

public sealed class MemoryPolling : PollingConformance<MemoryFixture>;

public sealed class MemoryPrune : PruneConformance<MemoryFixture>;

public sealed class MemorySend : SendConformance<MemoryFixture>;

public sealed class MemoryQueue : QueueConformance<MemoryFixture>;

public sealed class MemoryRace : RaceConformance<MemoryFixture>;

public sealed class MemoryRepeatedAnswering : RepeatedAnsweringConformance<MemoryFixture>;

public sealed class MemoryRepeatedCommit : RepeatedCommitConformance<MemoryFixture>;

public sealed class MemoryRestart : RestartConformance<MemoryFixture>;

public sealed class MemorySession : SessionConformance<MemoryFixture>;

public sealed class MemorySessionLease : SessionLeaseConformance<MemoryFixture>;

public sealed class MemoryStarting : StartingConformance<MemoryFixture>;

public sealed class MemoryStatus : StatusConformance<MemoryFixture>;

public sealed class MemorySuspension : SuspensionConformance<MemoryFixture>;

public sealed class MemoryTag : TagConformance<MemoryFixture>;

public sealed class MemoryTaken : TakenConformance<MemoryFixture>;

public sealed class MemoryTimeToLive : TimeToLiveConformance<MemoryFixture>;

public sealed class MemoryTimer : TimerConformance<MemoryFixture>;

public sealed class MemoryValue : ValueConformance<MemoryFixture>;

public sealed class MemoryWatch : WatchConformance<MemoryFixture>;
