using System.Text.Json.Serialization;

namespace Toygres;

/// <summary>What the fleet wants of an instance, or how far it is with it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstanceState>))]
public enum InstanceState
{
    /// <summary>Its orchestration makes it.</summary>
    Creating,

    /// <summary>It is wanted up.</summary>
    Running,

    /// <summary>It is wanted down, and keeps its data.</summary>
    Stopped,

    /// <summary>Its orchestration takes it away.</summary>
    Deleting,

    /// <summary>It is gone; the row remains for a while.</summary>
    Deleted,

    /// <summary>An operation failed; the row says why, and it can be retried or deleted.</summary>
    Failed,
}

/// <summary>What the last look at an instance said.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Health>))]
public enum Health
{
    /// <summary>Nobody has looked yet, or it is not wanted up.</summary>
    Unknown,

    /// <summary>It answered.</summary>
    Healthy,

    /// <summary>It did not answer.</summary>
    Unhealthy,
}

/// <summary>What is in the image that a server runs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuntimeKind>))]
public enum RuntimeKind
{
    /// <summary>PostgreSQL, as it comes.</summary>
    Stock,

    /// <summary>PostgreSQL with the extension <c>pg_durable</c>, which has durable functions within the server.</summary>
    [JsonStringEnumMemberName("pg_durable")]
    PgDurable,
}

/// <summary>How far an image is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageState>))]
public enum ImageState
{
    /// <summary>Its orchestration makes it.</summary>
    Creating,

    /// <summary>It can be restored.</summary>
    Ready,

    /// <summary>It was not made; the row says why.</summary>
    Failed,

    /// <summary>It is gone; the row remains for a while.</summary>
    Deleted,
}

/// <summary>What a driver sees of an instance, whatever anybody wants of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObservedState>))]
public enum ObservedState
{
    /// <summary>It has neither data nor a process.</summary>
    Missing,

    /// <summary>It has data and no process.</summary>
    Stopped,

    /// <summary>It has a process that takes no sessions yet.</summary>
    Starting,

    /// <summary>It takes sessions.</summary>
    Ready,

    /// <summary>A process runs whose data somebody took away.</summary>
    Orphan,
}
