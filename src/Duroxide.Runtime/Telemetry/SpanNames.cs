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
}
