using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>When a turn in hand waited and ran, and its span; there is one only while somebody listens.</summary>
sealed class TurnWatch
{
    /// <summary>When it began to wait for its slot or, later, when it began, by the clock that measures durations.</summary>
    public long Since { get; private set; }

    /// <summary>When it began, for its span; null when nobody wants it.</summary>
    public DateTimeOffset? Began { get; private set; }

    /// <summary>Its span; null when nobody wants it. It is written when the turn is stored, and else forgotten.</summary>
    public Activity? Span { get; set; }

    /// <summary>Notes that a turn waits for a slot.</summary>
    public static void NoteWait(TurnWork work, TimeProvider time)
    {
        if (Metrics.TurnWait.Enabled)
        {
            work.Watch = new() { Since = time.GetTimestamp() };
        }
    }

    /// <summary>Notes that a turn begins.</summary>
    public static void NoteBegin(TurnWork work, TimeProvider time)
    {
        if (work.Watch is { Since: var waiting })
        {
            Metrics.TurnWait.Record(time.GetElapsedTime(waiting).TotalSeconds);
        }
        if (!Metrics.TurnDuration.Enabled && !Spans.AreWanted)
        {
            work.Watch = null;
            return;
        }
        var watch = work.Watch ??= new();
        watch.Since = time.GetTimestamp();
        watch.Began = Spans.AreWanted ? time.GetUtcNow() : null;
    }
}
