namespace Duroxide.Runtime;

/// <summary>The first words of the names of spans; what follows is a name that the user's code gives.</summary>
static class SpanNames
{
    public const string Start = "start";
    public const string Raise = "raise";
    public const string Send = "send";
    public const string Cancel = "cancel";
    public const string Wait = "wait";
    public const string Turn = "turn";
    public const string Activity = "activity";
    public const string Timer = "timer";
    public const string Child = "child";
    public const string Orchestration = "orchestration";

    // Code may make up names as it runs: a name in a slot gives way to the next that falls into it.
    static readonly SpanName?[] Made = new SpanName?[512];

    /// <summary>The name of a span: its first word, and what the user's code calls it.</summary>
    public static string Of(string first, string name)
    {
        ref var slot = ref Made[(uint)HashCode.Combine(first, name) % Made.Length];
        if (Volatile.Read(ref slot) is { } known && known.Name == name && known.First == first)
        {
            return known.Text;
        }
        var made = new SpanName(first, name, $"{first} {name}");
        Volatile.Write(ref slot, made);
        return made.Text;
    }

    sealed record SpanName(string First, string Name, string Text);
}
