namespace Duroxide.Runtime;

/// <summary>As much of a text as a poison shows: what arrived may be large, and the failure is copied to the parent and to every log.</summary>
static class Shortened
{
    const int Longest = 200;

    public static string Of(string text) => Beginning.Told(text, Longest);
}
