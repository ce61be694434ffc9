using Duroxide.Testing.Conformance;

namespace Duroxide.Sqlite.Tests.Conformance;

public sealed class FileCompleteness : CompletenessConformance<FileFixture>;

public sealed class FileAnswering : AnsweringConformance<FileFixture>;

public sealed class FileAnsweringRace : AnsweringRaceConformance<FileFixture>;

public sealed class FileAtomicity : AtomicityConformance<FileFixture>;

public sealed class FileAttempt : AttemptConformance<FileFixture>;

public sealed class FileBulk : BulkConformance<FileFixture>;

public sealed class FileCancellation : CancellationConformance<FileFixture>;

public sealed class FileCapability : CapabilityConformance<FileFixture>;

public sealed class FileClock : ClockConformance<FileFixture>;

public sealed class FileCreation : CreationConformance<FileFixture>;

public sealed class FileDeletion : DeletionConformance<FileFixture>;

public sealed class FileDeletionRace : DeletionRaceConformance<FileFixture>;

public sealed class FileDuty : DutyConformance<FileFixture>;

public sealed class FileExecution : ExecutionConformance<FileFixture>;

public sealed class FileExpiry : ExpiryConformance<FileFixture>;

public sealed class FileFencing : FencingConformance<FileFixture>;

public sealed class FileHeldMessage : HeldMessageConformance<FileFixture>;

public sealed class FileLack : LackConformance<FileFixture>;

public sealed class FileInspection : InspectionConformance<FileFixture>;

public sealed class FileInstanceTag : InstanceTagConformance<FileFixture>;

public sealed class FileLease : LeaseConformance<FileFixture>;

public sealed class FileListing : ListingConformance<FileFixture>;

public sealed class FileManagement : ManagementConformance<FileFixture>;

public sealed class FileNode : NodeConformance<FileFixture>;

public sealed class FileParking : ParkingConformance<FileFixture>;

public sealed class FilePayload : PayloadConformance<FileFixture>;

public sealed class FilePolling : PollingConformance<FileFixture>;

public sealed class FilePrune : PruneConformance<FileFixture>;

public sealed class FileSend : SendConformance<FileFixture>;

public sealed class FileQueue : QueueConformance<FileFixture>;

public sealed class FileRace : RaceConformance<FileFixture>;

public sealed class FileRepeatedAnswering : RepeatedAnsweringConformance<FileFixture>;

public sealed class FileRepeatedCommit : RepeatedCommitConformance<FileFixture>;

public sealed class FileRestart : RestartConformance<FileFixture>;

public sealed class FileSession : SessionConformance<FileFixture>;

public sealed class FileSessionLease : SessionLeaseConformance<FileFixture>;

public sealed class FileStarting : StartingConformance<FileFixture>;

public sealed class FileStatus : StatusConformance<FileFixture>;

public sealed class FileSuspension : SuspensionConformance<FileFixture>;

public sealed class FileTag : TagConformance<FileFixture>;

public sealed class FileTaken : TakenConformance<FileFixture>;

public sealed class FileTimeToLive : TimeToLiveConformance<FileFixture>;

public sealed class FileTimer : TimerConformance<FileFixture>;

public sealed class FileValue : ValueConformance<FileFixture>;

public sealed class FileView : ViewConformance<FileFixture>;

public sealed class FileWatch : WatchConformance<FileFixture>;
