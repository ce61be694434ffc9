using System.Diagnostics.Tracing;

namespace Duroxide;

/// <summary>Hears of every timer that is armed in the process, on the thread that arms it, and tells the turn that runs there.</summary>
sealed class TimerListener : EventListener
{
    const EventKeywords ThreadTransfer = (EventKeywords)0x10;

    static readonly Lazy<TimerListener> Instance = new(() => new());

    /// <summary>Begins to listen, once in a process.</summary>
    public static void Listen() => _ = Instance.Value;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Diagnostics.Eventing.FrameworkEventSource")
        {
            EnableEvents(eventSource, EventLevel.Informational, ThreadTransfer);
        }
    }

    // Another program of the process may have begun to listen, that of this turn may not want it.
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Pump.Running is { Options.WatchTimers: true } pump)
        {
            pump.Suspect(Suspicion.Timer);
        }
    }
}
