using System.Text.Json.Serialization;

namespace Toygres.Orchestrations;

/// <summary>How often things are looked at.</summary>
/// <param name="HealthSeconds">How long an actor waits between two looks, in seconds.</param>
/// <param name="PollSeconds">How long an operation waits between two looks, in seconds.</param>
public sealed record Pace(int HealthSeconds = 30, int PollSeconds = 2);

/// <summary>What is to be made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="UserName">What its user calls it.</param>
/// <param name="Size">How much it may take.</param>
/// <param name="Pace">How often it is looked at.</param>
public sealed record CreateInstance(InstanceName Name, string UserName, InstanceSize Size, Pace Pace)
{
    /// <summary>The name that users reach it by; null for none.</summary>
    public string? DnsName { get; init; }

    /// <summary>The image that it is made of; null for none.</summary>
    public ImageName? Image { get; init; }

    /// <summary>The runtime image of an empty one; null for that of the driver. A copy runs what it is a copy of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuntimeImage? Runtime { get; init; }

    /// <summary>The instance that it follows; null for none.</summary>
    public InstanceName? Follows { get; init; }

    /// <summary>When it is backed up by itself; null for never.</summary>
    public BackupPlan? Backups { get; init; }

    /// <summary>What its user notes of it; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Whether an actor watches it.</summary>
    public bool IsWatched { get; init; } = true;
}

/// <summary>What was made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoint">Where it listens.</param>
public sealed record CreatedInstance(InstanceName Name, Endpoint Endpoint);

/// <summary>What an operation works on.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Pace">How often it is looked at.</param>
public sealed record Operation(InstanceName Name, Pace Pace);

/// <summary>An instance is to have another size.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Size">How much it may take from now on.</param>
/// <param name="Pace">How often it is looked at.</param>
public sealed record ResizeInstance(InstanceName Name, InstanceSize Size, Pace Pace);

/// <summary>An instance is to be what it was when an image was made.</summary>
/// <param name="Name">The instance, which loses what it has.</param>
/// <param name="Image">The image.</param>
/// <param name="Pace">How often it is looked at.</param>
public sealed record RestoreInstance(InstanceName Name, ImageName Image, Pace Pace);

/// <summary>A replica is to take the place of the instance that it follows.</summary>
/// <param name="Primary">The instance that has the place.</param>
/// <param name="Replica">The one that gets it.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Pace">How often they are looked at.</param>
public sealed record FailOver(InstanceName Primary, InstanceName Replica, string Reason, Pace Pace);

/// <summary>An instance that lost its place is to follow the one that has it.</summary>
/// <param name="Name">The instance, which loses what it has.</param>
/// <param name="Primary">The one that it follows from then on.</param>
/// <param name="Pace">How often they are looked at.</param>
public sealed record RejoinInstance(InstanceName Name, InstanceName Primary, Pace Pace);

/// <summary>An image is to be made.</summary>
/// <param name="Source">The instance that it is of.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsScheduled">Whether a plan asks for it.</param>
public sealed record CreateImage(InstanceName Source, ImageName Name, bool IsScheduled = false);

/// <summary>A backup is due.</summary>
/// <param name="Source">The instance.</param>
/// <param name="Name">The name of the image.</param>
/// <param name="Keep">How many scheduled images are kept.</param>
/// <param name="Pace">How often the verification looks.</param>
public sealed record Backup(InstanceName Source, ImageName Name, int Keep, Pace Pace);

/// <summary>What belongs to nobody: a cluster, or the data of an image.</summary>
public sealed record Stray
{
    /// <summary>The cluster; null for none.</summary>
    public InstanceName? Instance { get; init; }

    /// <summary>The image; null for none.</summary>
    public ImageName? Image { get; init; }
}

/// <summary>Many instances are to be made.</summary>
/// <param name="Base">What their users call them, before a number.</param>
/// <param name="Count">How many, from 1 to 500.</param>
/// <param name="Size">How much each may take.</param>
/// <param name="Pace">How often they are looked at.</param>
public sealed record CreateBatch(string Base, int Count, InstanceSize Size, Pace Pace)
{
    /// <summary>The names, once they are given; null before.</summary>
    public IReadOnlyList<InstanceName>? Names { get; init; }
}

/// <summary>How far a batch is.</summary>
/// <param name="Total">How many are to be made.</param>
/// <param name="Completed">How many run.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Creating">How many are being made, or wait for it.</param>
/// <param name="Errors">The last errors, ten at most.</param>
public sealed record BatchStatus(int Total, int Completed, int Failed, int Creating, IReadOnlyList<string> Errors);

/// <summary>A statement for an instance.</summary>
/// <param name="Id">The key of the value of the actor under which the answer is found.</param>
/// <param name="Statement">The statement. It stands in the history, so that no password belongs into it.</param>
public sealed record Query(string Id, string Statement);

/// <summary>What became of a statement.</summary>
/// <param name="Result">What it gave; null when it failed.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record Answer(QueryResult? Result, string? Error);
