using System.Text;

namespace Duroxide.Runtime;

/// <summary>Keeps the short words that come again and again in payloads, so that not each event makes its own copy.</summary>
static class WordCache
{
    const int Slots = 512;
    const int LongestWord = 64;

    // One a thread, so that no lock is needed; a word in a slot gives way to the next that falls into it.
    [ThreadStatic]
    static string?[]? words;

    /// <summary>The word as a string, the same one as before when it is still there.</summary>
    public static string Get(ReadOnlySpan<byte> word)
    {
        if (word.Length > LongestWord)
        {
            return Encoding.UTF8.GetString(word);
        }
        words ??= new string?[Slots];
        ref var slot = ref words[Hash(word) % Slots];
        return slot is not null && Ascii.Equals(word, slot) ? slot : slot = Encoding.UTF8.GetString(word);
    }

    static uint Hash(ReadOnlySpan<byte> word)
    {
        var hash = 2166136261u;
        foreach (var octet in word)
        {
            hash = (hash ^ octet) * 16777619u;
        }
        return hash ^ hash >> 15;
    }
}
