namespace Duroxide.Runtime;

/// <summary>Versions as texts, of which there are few: not each activity and span makes its own.</summary>
static class VersionTexts
{
    // A version in a slot gives way to the next that falls into it.
    static readonly Known?[] Slots = new Known?[64];

    public static string Of(SemanticVersion version)
    {
        ref var slot = ref Slots[(uint)version.GetHashCode() % Slots.Length];
        if (Volatile.Read(ref slot) is { } known && known.Version == version)
        {
            return known.Text;
        }
        var made = new Known(version, version.ToString());
        Volatile.Write(ref slot, made);
        return made.Text;
    }

    sealed record Known(SemanticVersion Version, string Text);
}
