using System.ComponentModel.DataAnnotations;

namespace Toygres.Server.Contracts;

/// <summary>How much an instance may take.</summary>
/// <param name="Connections">How many sessions it takes at once, from 10 to 1000.</param>
/// <param name="MemoryMegabytes">How much it keeps in its shared buffers, in mebibytes.</param>
/// <param name="StorageGigabytes">How much it is meant to store, in gibibytes.</param>
public sealed record SizeView(int Connections = 50, int MemoryMegabytes = 32, int StorageGigabytes = 10);

/// <summary>When an instance is backed up by itself.</summary>
/// <param name="EverySeconds">How long after one backup the next is due, in seconds; 60 at least.</param>
/// <param name="Keep">How many are kept, from 1 to 1000.</param>
public sealed record BackupPlanView(int EverySeconds, int Keep);

/// <summary>What an instance is to be.</summary>
/// <param name="Name">What you call it: small letters, digits and hyphens. Eight digits are added, so that it is the only one.</param>
public sealed record CreateInstanceRequest([property: Required] string Name)
{
    /// <summary>How much it may take.</summary>
    public SizeView? Size { get; init; }

    /// <summary>A name to reach it by, which no other instance has.</summary>
    public string? DnsName { get; init; }

    /// <summary>The image to make it of.</summary>
    public string? Image { get; init; }

    /// <summary>The runtime image that an empty one runs; that of the fleet without it. A copy runs what it is a copy of.</summary>
    public string? RuntimeImage { get; init; }

    /// <summary>The instance to follow as a replica.</summary>
    public string? Follows { get; init; }

    /// <summary>The password of its superuser, of 8 characters at least; one is made up without it.</summary>
    public string? Password { get; init; }

    /// <summary>When it is backed up by itself.</summary>
    public BackupPlanView? Backups { get; init; }

    /// <summary>What you note of it.</summary>
    public Dictionary<string, string>? Tags { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"an instance {Name}";
}

/// <summary>One instance.</summary>
public sealed record InstanceView
{
    /// <summary>Its name for all time.</summary>
    public required string Name { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What its user calls it.</summary>
    public required string UserName { get; init; }

    /// <summary>What is wanted of it: creating, running, stopped, deleting, deleted or failed.</summary>
    public required string State { get; init; }

    /// <summary>What the last look said: unknown, healthy or unhealthy.</summary>
    public required string Health { get; init; }

    /// <summary>How much it may take.</summary>
    public required SizeView Size { get; init; }

    /// <summary>The address where it listens; null before it ran.</summary>
    public string? Host { get; init; }

    /// <summary>The port where it listens; null before it ran.</summary>
    public int? Port { get; init; }

    /// <summary>The name that its users reach it by; null for none.</summary>
    public string? DnsName { get; init; }

    /// <summary>The version of its server; null before anybody asked it.</summary>
    public string? Version { get; init; }

    /// <summary>How often it was given a password.</summary>
    public int PasswordVersion { get; init; }

    /// <summary>The image that it was made of; null for none.</summary>
    public string? SourceImage { get; init; }

    /// <summary>The runtime image that it runs; null for that of the fleet.</summary>
    public string? RuntimeImage { get; init; }

    /// <summary>What is in that image: stock or pg_durable.</summary>
    public string ImageType { get; init; } = "stock";

    /// <summary>The instance that it follows; null for one that writes.</summary>
    public string? Follows { get; init; }

    /// <summary>When it is backed up by itself; null for never.</summary>
    public BackupPlanView? Backups { get; init; }

    /// <summary>What its user notes of it.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The operation that works on it; null for none.</summary>
    public string? Operation { get; init; }

    /// <summary>The orchestration that watches it; null for none.</summary>
    public string? Actor { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When anything of this was changed last.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>When it was started last; null for never.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was stopped last; null for never.</summary>
    public DateTimeOffset? Stopped { get; init; }

    /// <summary>When it was looked at last; null for never.</summary>
    public DateTimeOffset? LastHealthCheck { get; init; }

    /// <summary>The instance as the API tells it.</summary>
    internal static InstanceView Of(Instance row) =>
        new()
        {
            Name = row.Name.Value,
            Id = row.Id,
            UserName = row.UserName,
            State = Word.Of(row.State),
            Health = Word.Of(row.Health),
            Size = new(row.Size.Connections, row.Size.MemoryMegabytes, row.Size.StorageGigabytes),
            Host = row.Endpoint?.Host,
            Port = row.Endpoint?.Port,
            DnsName = row.DnsName,
            Version = row.Version,
            PasswordVersion = row.PasswordVersion,
            SourceImage = row.SourceImage?.Value,
            RuntimeImage = row.Runtime?.Name.Value,
            ImageType = row.Runtime?.Contents ?? "stock",
            Follows = row.Follows?.Value,
            Backups = row.Backups is { } plan ? new(plan.EverySeconds, plan.Keep) : null,
            Tags = row.Tags,
            Failure = row.Failure,
            Operation = row.Operation,
            Actor = row.ActorOrchestration,
            Created = row.Created,
            Updated = row.Updated,
            Started = row.Started,
            Stopped = row.Stopped,
            LastHealthCheck = row.LastHealthCheck,
        };
}

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">What to ask for as <c>after</c> to get the next one; null when this is the last.</param>
public sealed record PageView<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How to enter an instance. It has a password.</summary>
/// <param name="Host">The address.</param>
/// <param name="Port">The port.</param>
/// <param name="User">The user.</param>
/// <param name="Database">The database that is always there.</param>
/// <param name="Password">The password.</param>
/// <param name="ConnectionString">All of it, as .NET takes it.</param>
/// <param name="Uri">All of it, as psql takes it.</param>
public sealed record ConnectionView(
    string Host,
    int Port,
    string User,
    string Database,
    string Password,
    string ConnectionString,
    string Uri
)
{
    /// <summary>The same with the name by which its users reach it; null for none.</summary>
    public string? DnsUri { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
