using Duroxide.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

public sealed class MemoryCompleteness : CompletenessConformance;

public sealed class MemoryAnswering() : AnsweringConformance(new MemoryFixture());

public sealed class MemoryAnsweringRace() : AnsweringRaceConformance(new MemoryFixture());

public sealed class MemoryAtomicity() : AtomicityConformance(new MemoryFixture());

public sealed class MemoryAttempt() : AttemptConformance(new MemoryFixture());

public sealed class MemoryBulk() : BulkConformance(new MemoryFixture());

public sealed class MemoryCancellation() : CancellationConformance(new MemoryFixture());

public sealed class MemoryCapability() : CapabilityConformance(new MemoryFixture());

public sealed class MemoryClock() : ClockConformance(new MemoryFixture());

public sealed class MemoryCreation() : CreationConformance(new MemoryFixture());

public sealed class MemoryDeletion() : DeletionConformance(new MemoryFixture());

public sealed class MemoryExecution() : ExecutionConformance(new MemoryFixture());

public sealed class MemoryExpiry() : ExpiryConformance(new MemoryFixture());

public sealed class MemoryFencing() : FencingConformance(new MemoryFixture());

public sealed class MemoryHeldMessage() : HeldMessageConformance(new MemoryFixture());

public sealed class MemoryLease() : LeaseConformance(new MemoryFixture());

public sealed class MemoryManagement() : ManagementConformance(new MemoryFixture());

public sealed class MemoryNode() : NodeConformance(new MemoryFixture());

public sealed class MemoryParking() : ParkingConformance(new MemoryFixture());

public sealed class MemoryPayload() : PayloadConformance(new MemoryFixture());

public sealed class MemoryPolling() : PollingConformance(new MemoryFixture());

public sealed class MemoryPrune() : PruneConformance(new MemoryFixture());

public sealed class MemoryQueue() : QueueConformance(new MemoryFixture());

public sealed class MemoryRace() : RaceConformance(new MemoryFixture());

public sealed class MemoryRepeatedAnswering() : RepeatedAnsweringConformance(new MemoryFixture());

public sealed class MemoryRepeatedCommit() : RepeatedCommitConformance(new MemoryFixture());

public sealed class MemorySession() : SessionConformance(new MemoryFixture());

public sealed class MemorySessionLease() : SessionLeaseConformance(new MemoryFixture());

public sealed class MemoryStarting() : StartingConformance(new MemoryFixture());

public sealed class MemoryStatus() : StatusConformance(new MemoryFixture());

public sealed class MemoryTag() : TagConformance(new MemoryFixture());

public sealed class MemoryTaken() : TakenConformance(new MemoryFixture());

public sealed class MemoryTimeToLive() : TimeToLiveConformance(new MemoryFixture());

public sealed class MemoryTimer() : TimerConformance(new MemoryFixture());

public sealed class MemoryValue() : ValueConformance(new MemoryFixture());

public sealed class MemoryWatch() : WatchConformance(new MemoryFixture());
