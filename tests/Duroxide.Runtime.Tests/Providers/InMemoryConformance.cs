using Duroxide.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

public sealed class InMemoryCompleteness : CompletenessConformance;

public sealed class InMemoryAnswering() : AnsweringConformance(new InMemoryFixture());

public sealed class InMemoryAnsweringRace() : AnsweringRaceConformance(new InMemoryFixture());

public sealed class InMemoryAtomicity() : AtomicityConformance(new InMemoryFixture());

public sealed class InMemoryAttempt() : AttemptConformance(new InMemoryFixture());

public sealed class InMemoryBulk() : BulkConformance(new InMemoryFixture());

public sealed class InMemoryCancellation() : CancellationConformance(new InMemoryFixture());

public sealed class InMemoryCapability() : CapabilityConformance(new InMemoryFixture());

public sealed class InMemoryClock() : ClockConformance(new InMemoryFixture());

public sealed class InMemoryCreation() : CreationConformance(new InMemoryFixture());

public sealed class InMemoryDeletion() : DeletionConformance(new InMemoryFixture());

public sealed class InMemoryExecution() : ExecutionConformance(new InMemoryFixture());

public sealed class InMemoryExpiry() : ExpiryConformance(new InMemoryFixture());

public sealed class InMemoryFencing() : FencingConformance(new InMemoryFixture());

public sealed class InMemoryHeldMessage() : HeldMessageConformance(new InMemoryFixture());

public sealed class InMemoryLease() : LeaseConformance(new InMemoryFixture());

public sealed class InMemoryManagement() : ManagementConformance(new InMemoryFixture());

public sealed class InMemoryNode() : NodeConformance(new InMemoryFixture());

public sealed class InMemoryParking() : ParkingConformance(new InMemoryFixture());

public sealed class InMemoryPayload() : PayloadConformance(new InMemoryFixture());

public sealed class InMemoryPolling() : PollingConformance(new InMemoryFixture());

public sealed class InMemoryPrune() : PruneConformance(new InMemoryFixture());

public sealed class InMemoryQueue() : QueueConformance(new InMemoryFixture());

public sealed class InMemoryRace() : RaceConformance(new InMemoryFixture());

public sealed class InMemoryRepeatedAnswering() : RepeatedAnsweringConformance(new InMemoryFixture());

public sealed class InMemoryRepeatedCommit() : RepeatedCommitConformance(new InMemoryFixture());

public sealed class InMemorySession() : SessionConformance(new InMemoryFixture());

public sealed class InMemorySessionLease() : SessionLeaseConformance(new InMemoryFixture());

public sealed class InMemoryStarting() : StartingConformance(new InMemoryFixture());

public sealed class InMemoryStatus() : StatusConformance(new InMemoryFixture());

public sealed class InMemoryTag() : TagConformance(new InMemoryFixture());

public sealed class InMemoryTaken() : TakenConformance(new InMemoryFixture());

public sealed class InMemoryTimeToLive() : TimeToLiveConformance(new InMemoryFixture());

public sealed class InMemoryTimer() : TimerConformance(new InMemoryFixture());

public sealed class InMemoryValue() : ValueConformance(new InMemoryFixture());

public sealed class InMemoryWatch() : WatchConformance(new InMemoryFixture());
