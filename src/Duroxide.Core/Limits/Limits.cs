namespace Duroxide;

/// <summary>How much an orchestration may ask for; asking for more ends it as failed, with nothing of the refused ask recorded.</summary>
/// <remarks>Sizes are UTF-8 bytes, and exactly the limit is allowed. What others send ends nobody: a message without room stays in the store's queue. A limit is checked when something new is asked for or arrives, never on replay, and an execution keeps the room for its history that it began with. So lowering a limit ends no running instance for what it did before.</remarks>
public sealed record Limits
{
    /// <summary>The limits that the runtime uses unless it is told otherwise.</summary>
    public static Limits Default { get; } = new();

    /// <summary>The longest encoded input, of an activity, a child, a detached start or a next execution, and of data that is sent. Default 4 MiB.</summary>
    public int InputBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The longest encoded output, of an orchestration or an activity. Default 4 MiB.</summary>
    public int OutputBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The longest name of an activity, orchestration, event, queue, session, key, patch or instance. Default 1,024 bytes.</summary>
    public int NameBytes { get; init; } = 1024;

    /// <summary>The longest tag of an activity. Default 256 bytes.</summary>
    public int TagBytes { get; init; } = 256;

    /// <summary>The most tags that an instance may have. Default 32.</summary>
    public int InstanceTags { get; init; } = 32;

    /// <summary>The longest name, and the longest value, of a tag of an instance. Default 256 bytes.</summary>
    public int InstanceTagBytes { get; init; } = 256;

    /// <summary>The longest status text. Default 256 KiB.</summary>
    public int CustomStatusBytes { get; init; } = 256 * 1024;

    /// <summary>The longest value under one key. Default 16 KiB.</summary>
    public int ValueBytes { get; init; } = 16 * 1024;

    /// <summary>The most keys that an instance may hold. Default 100.</summary>
    public int ValueKeys { get; init; } = 100;

    /// <summary>The most unread messages that an instance holds, and that continue-as-new may take along; more stay in the store. Default 10,000.</summary>
    public int CarriedMessages { get; init; } = 10_000;

    /// <summary>The most events in one execution's history. Default 100,000.</summary>
    public int HistoryEvents { get; init; } = 100_000;

    /// <summary>The largest history of one execution, counted as its texts plus 64 bytes an event. Default 256 MiB.</summary>
    public long HistoryBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>The most that code may ask for without once waiting for an answer. Default 20,000.</summary>
    public int AsksPerRun { get; init; } = 20_000;
}
