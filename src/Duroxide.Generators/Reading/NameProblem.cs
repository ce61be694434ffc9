namespace Duroxide.Generators;

/// <summary>Which texts can be names: the rules of the runtime, told while they are typed.</summary>
static class NameProblem
{
    const string ReservedPrefix = "duroxide:";

    /// <summary>Why a text cannot be a name, to be read behind what it is to name; null when it can be one.</summary>
    public static string? Of(string name) =>
        string.IsNullOrWhiteSpace(name) ? "is empty or blank"
        : name.StartsWith(ReservedPrefix, StringComparison.Ordinal)
            ? $"begins with '{ReservedPrefix}', which is reserved"
        : name.Contains('\0') || HasLoneSurrogate(name)
            ? "holds a NUL or half of a surrogate pair, which stores cannot keep"
        : null;

    static bool HasLoneSurrogate(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
            {
                continue;
            }
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
            {
                return true;
            }
            index++;
        }
        return false;
    }
}
