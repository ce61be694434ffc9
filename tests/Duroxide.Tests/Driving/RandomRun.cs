namespace Duroxide.Tests;

/// <summary>A handle that a random program keeps for later.</summary>
sealed record KeptHandle(DurableTask<string> Handle, bool IsMessage)
{
    public bool WasSeen { get; set; }
}

/// <summary>One run of a random program: its context, and the handles that all its branches share.</summary>
sealed class RandomRun(OrchestrationContext context)
{
    /// <summary>The key under which each message is noted that the code looked at.</summary>
    public const string Read = "read";

    readonly Dictionary<int, KeptHandle> slots = [];

    public OrchestrationContext Context => context;

    public KeptHandle? this[int slot] => slots.GetValueOrDefault(slot);

    public void Keep(int slot, bool isMessage, DurableTask<string> handle) => slots[slot] = new(handle, isMessage);

    public IReadOnlyList<KeptHandle> Kept(IEnumerable<int> places) =>
        [.. places.Select(place => this[place]).OfType<KeptHandle>()];

    /// <summary>Notes what was read through a kept handle, once however often it is awaited.</summary>
    public string See(KeptHandle kept, string value)
    {
        if (kept.IsMessage && !kept.WasSeen)
        {
            kept.WasSeen = true;
            context.SetValue(Read, value);
        }
        return value;
    }

    /// <summary>Notes what was read at once.</summary>
    public string See(RandomProgram ask, string value)
    {
        if (ask is RandomProgram.Ask { Kind: "queue" })
        {
            context.SetValue(Read, value);
        }
        return value;
    }
}
