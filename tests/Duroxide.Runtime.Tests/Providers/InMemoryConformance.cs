using Duroxide.Testing.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

public sealed class InMemoryCompleteness : CompletenessConformance<InMemoryFixture>;

public sealed class InMemoryAnswering : AnsweringConformance<InMemoryFixture>;

public sealed class InMemoryAnsweringRace : AnsweringRaceConformance<InMemoryFixture>;

public sealed class InMemoryAtomicity : AtomicityConformance<InMemoryFixture>;

public sealed class InMemoryAttempt : AttemptConformance<InMemoryFixture>;

public sealed class InMemoryBulk : BulkConformance<InMemoryFixture>;

public sealed class InMemoryCancellation : CancellationConformance<InMemoryFixture>;

public sealed class InMemoryCapability : CapabilityConformance<InMemoryFixture>;

public sealed class InMemoryClock : ClockConformance<InMemoryFixture>;

public sealed class InMemoryCreation : CreationConformance<InMemoryFixture>;

public sealed class InMemoryDeletion : DeletionConformance<InMemoryFixture>;

public sealed class InMemoryDeletionRace : DeletionRaceConformance<InMemoryFixture>;

public sealed class InMemoryDuty : DutyConformance<InMemoryFixture>;

public sealed class InMemoryExecution : ExecutionConformance<InMemoryFixture>;

public sealed class InMemoryExpiry : ExpiryConformance<InMemoryFixture>;

public sealed class InMemoryFencing : FencingConformance<InMemoryFixture>;

public sealed class InMemoryHeldMessage : HeldMessageConformance<InMemoryFixture>;

public sealed class InMemoryLack : LackConformance<InMemoryFixture>;

public sealed class InMemoryInspection : InspectionConformance<InMemoryFixture>;

public sealed class InMemoryInstanceTag : InstanceTagConformance<InMemoryFixture>;

public sealed class InMemoryLease : LeaseConformance<InMemoryFixture>;

public sealed class InMemoryListing : ListingConformance<InMemoryFixture>;

public sealed class InMemoryManagement : ManagementConformance<InMemoryFixture>;

public sealed class InMemoryNode : NodeConformance<InMemoryFixture>;

public sealed class InMemoryParking : ParkingConformance<InMemoryFixture>;

public sealed class InMemoryPayload : PayloadConformance<InMemoryFixture>;

public sealed class InMemoryPolling : PollingConformance<InMemoryFixture>;

public sealed class InMemoryPrune : PruneConformance<InMemoryFixture>;

public sealed class InMemorySend : SendConformance<InMemoryFixture>;

public sealed class InMemoryQueue : QueueConformance<InMemoryFixture>;

public sealed class InMemoryRace : RaceConformance<InMemoryFixture>;

public sealed class InMemoryRepeatedAnswering : RepeatedAnsweringConformance<InMemoryFixture>;

public sealed class InMemoryRepeatedCommit : RepeatedCommitConformance<InMemoryFixture>;

public sealed class InMemoryRestart : RestartConformance<InMemoryFixture>;

public sealed class InMemorySession : SessionConformance<InMemoryFixture>;

public sealed class InMemorySessionLease : SessionLeaseConformance<InMemoryFixture>;

public sealed class InMemoryStarting : StartingConformance<InMemoryFixture>;

public sealed class InMemoryStatus : StatusConformance<InMemoryFixture>;

public sealed class InMemorySuspension : SuspensionConformance<InMemoryFixture>;

public sealed class InMemoryTag : TagConformance<InMemoryFixture>;

public sealed class InMemoryTaken : TakenConformance<InMemoryFixture>;

public sealed class InMemoryTimeToLive : TimeToLiveConformance<InMemoryFixture>;

public sealed class InMemoryTimer : TimerConformance<InMemoryFixture>;

public sealed class InMemoryValue : ValueConformance<InMemoryFixture>;

public sealed class InMemoryWatch : WatchConformance<InMemoryFixture>;
