using Duroxide.Testing.Conformance;
using Xunit;

[assembly: AssemblyFixture(typeof(GroupReport))]

namespace APP_NAMESPACE.Tests;

public sealed class StoreCompleteness : CompletenessConformance<StoreFixture>;

public sealed class StoreAnswering : AnsweringConformance<StoreFixture>;

public sealed class StoreAnsweringRace : AnsweringRaceConformance<StoreFixture>;

public sealed class StoreAtomicity : AtomicityConformance<StoreFixture>;

public sealed class StoreAttempt : AttemptConformance<StoreFixture>;

public sealed class StoreBulk : BulkConformance<StoreFixture>;

public sealed class StoreCancellation : CancellationConformance<StoreFixture>;

public sealed class StoreCapability : CapabilityConformance<StoreFixture>;

public sealed class StoreClock : ClockConformance<StoreFixture>;

public sealed class StoreCreation : CreationConformance<StoreFixture>;

public sealed class StoreDeletion : DeletionConformance<StoreFixture>;

public sealed class StoreDeletionRace : DeletionRaceConformance<StoreFixture>;

public sealed class StoreDuty : DutyConformance<StoreFixture>;

public sealed class StoreExecution : ExecutionConformance<StoreFixture>;

public sealed class StoreExpiry : ExpiryConformance<StoreFixture>;

public sealed class StoreFencing : FencingConformance<StoreFixture>;

public sealed class StoreHeldMessage : HeldMessageConformance<StoreFixture>;

public sealed class StoreLack : LackConformance<StoreFixture>;

public sealed class StoreInspection : InspectionConformance<StoreFixture>;

public sealed class StoreInstanceTag : InstanceTagConformance<StoreFixture>;

public sealed class StoreLease : LeaseConformance<StoreFixture>;

public sealed class StoreListing : ListingConformance<StoreFixture>;

public sealed class StoreManagement : ManagementConformance<StoreFixture>;

public sealed class StoreNode : NodeConformance<StoreFixture>;

public sealed class StoreParking : ParkingConformance<StoreFixture>;

public sealed class StorePayload : PayloadConformance<StoreFixture>;

public sealed class StorePolling : PollingConformance<StoreFixture>;

public sealed class StorePrune : PruneConformance<StoreFixture>;

public sealed class StoreSend : SendConformance<StoreFixture>;

public sealed class StoreQueue : QueueConformance<StoreFixture>;

public sealed class StoreRace : RaceConformance<StoreFixture>;

public sealed class StoreRepeatedAnswering : RepeatedAnsweringConformance<StoreFixture>;

public sealed class StoreRepeatedCommit : RepeatedCommitConformance<StoreFixture>;

public sealed class StoreRestart : RestartConformance<StoreFixture>;

public sealed class StoreSession : SessionConformance<StoreFixture>;

public sealed class StoreSessionLease : SessionLeaseConformance<StoreFixture>;

public sealed class StoreStarting : StartingConformance<StoreFixture>;

public sealed class StoreStatus : StatusConformance<StoreFixture>;

public sealed class StoreSuspension : SuspensionConformance<StoreFixture>;

public sealed class StoreTag : TagConformance<StoreFixture>;

public sealed class StoreTaken : TakenConformance<StoreFixture>;

public sealed class StoreTimeToLive : TimeToLiveConformance<StoreFixture>;

public sealed class StoreTimer : TimerConformance<StoreFixture>;

public sealed class StoreValue : ValueConformance<StoreFixture>;

public sealed class StoreWatch : WatchConformance<StoreFixture>;
