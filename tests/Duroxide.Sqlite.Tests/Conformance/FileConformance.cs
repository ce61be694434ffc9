using Duroxide.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

public sealed class FileCompleteness : CompletenessConformance;

public sealed class FileAnswering() : AnsweringConformance(new FileFixture());

public sealed class FileAnsweringRace() : AnsweringRaceConformance(new FileFixture());

public sealed class FileAtomicity() : AtomicityConformance(new FileFixture());

public sealed class FileAttempt() : AttemptConformance(new FileFixture());

public sealed class FileBulk() : BulkConformance(new FileFixture());

public sealed class FileCancellation() : CancellationConformance(new FileFixture());

public sealed class FileCapability() : CapabilityConformance(new FileFixture());

public sealed class FileClock() : ClockConformance(new FileFixture());

public sealed class FileCreation() : CreationConformance(new FileFixture());

public sealed class FileDeletion() : DeletionConformance(new FileFixture());

public sealed class FileExecution() : ExecutionConformance(new FileFixture());

public sealed class FileExpiry() : ExpiryConformance(new FileFixture());

public sealed class FileFencing() : FencingConformance(new FileFixture());

public sealed class FileHeldMessage() : HeldMessageConformance(new FileFixture());

public sealed class FileLease() : LeaseConformance(new FileFixture());

public sealed class FileManagement() : ManagementConformance(new FileFixture());

public sealed class FileNode() : NodeConformance(new FileFixture());

public sealed class FileParking() : ParkingConformance(new FileFixture());

public sealed class FilePayload() : PayloadConformance(new FileFixture());

public sealed class FilePolling() : PollingConformance(new FileFixture());

public sealed class FilePrune() : PruneConformance(new FileFixture());

public sealed class FileQueue() : QueueConformance(new FileFixture());

public sealed class FileRace() : RaceConformance(new FileFixture());

public sealed class FileRepeatedAnswering() : RepeatedAnsweringConformance(new FileFixture());

public sealed class FileRepeatedCommit() : RepeatedCommitConformance(new FileFixture());

public sealed class FileSession() : SessionConformance(new FileFixture());

public sealed class FileSessionLease() : SessionLeaseConformance(new FileFixture());

public sealed class FileStarting() : StartingConformance(new FileFixture());

public sealed class FileStatus() : StatusConformance(new FileFixture());

public sealed class FileTag() : TagConformance(new FileFixture());

public sealed class FileTaken() : TakenConformance(new FileFixture());

public sealed class FileTimeToLive() : TimeToLiveConformance(new FileFixture());

public sealed class FileTimer() : TimerConformance(new FileFixture());

public sealed class FileValue() : ValueConformance(new FileFixture());

public sealed class FileWatch() : WatchConformance(new FileFixture());
