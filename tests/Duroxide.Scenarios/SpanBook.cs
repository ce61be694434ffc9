using System.Collections.Concurrent;
using System.Diagnostics;

namespace Duroxide.Scenarios;

/// <summary>The spans of one trace, which begins with the caller's own span.</summary>
public sealed class SpanBook : IDisposable
{
    private readonly ActivitySource callers = new("Duroxide.Scenarios.Caller");
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> written = new();

    public SpanBook()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source == callers || source.Name == DuroxideTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = written.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        Caller = callers.StartActivity("caller")!;
    }

    /// <summary>The caller's span, in which the test runs from here on.</summary>
    public Activity Caller { get; }

    /// <summary>The spans of the caller's trace that are written so far, by name.</summary>
    public ILookup<string, Activity> ByName =>
        written.Where(span => span.TraceId == Caller.TraceId).ToLookup(span => span.OperationName);

    /// <summary>The names of the spans, in order of the alphabet.</summary>
    public IEnumerable<string> Names =>
        ByName.SelectMany(spans => spans).Select(span => span.OperationName).Order(StringComparer.Ordinal);

    public void Dispose()
    {
        Caller.Dispose();
        listener.Dispose();
        callers.Dispose();
    }
}
