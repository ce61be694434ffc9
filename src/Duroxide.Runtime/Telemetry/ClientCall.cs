using System.Diagnostics;

namespace Duroxide.Runtime;

/// <summary>A call of a client, as those who listen hear of it.</summary>
/// <param name="Name">What it is: one of <see cref="SpanNames"/>.</param>
/// <param name="Target">The orchestration, event or queue that it names; null for none.</param>
/// <param name="Instance">The instance; null for many.</param>
readonly record struct ClientCall(string Name, string? Target, InstanceId? Instance)
{
    /// <summary>Makes the call within a span, and measures it, if anybody wants to know.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="call">The call, given where the trace of what it asks for goes on.</param>
    public Task<T> MakeAsync<T>(TimeProvider time, Func<TraceContext?, Task<T>> call) =>
        !Spans.AreWanted && !Metrics.ClientDuration.Enabled ? call(TraceContext.Of(Activity.Current))
        : Name == SpanNames.Wait ? WaitAsync(time, call)
        : MakeObservedAsync(time, call);

    async Task<T> MakeObservedAsync<T>(TimeProvider time, Func<TraceContext?, Task<T>> call)
    {
        var began = time.GetTimestamp();
        using var span = Spans.BeginCall(
            Target is null ? Name : SpanNames.Of(Name, Target),
            ActivityKind.Producer,
            time.GetUtcNow()
        );
        span?.SetTag(TelemetryNames.Instance, Instance?.Value)
            .SetTag(Name == SpanNames.Start ? TelemetryNames.Orchestration : TelemetryNames.Signal, Target);
        string? errorType = null;
        try
        {
            return await call(TraceContext.Of(span ?? Activity.Current)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            errorType = Fail(span, error);
            throw;
        }
        finally
        {
            Measure(time.GetElapsedTime(began), errorType);
        }
    }

    // Nothing goes on below a wait, and thousands may wait for long: its span is made when it is over.
    async Task<T> WaitAsync<T>(TimeProvider time, Func<TraceContext?, Task<T>> call)
    {
        var (began, since) = (time.GetTimestamp(), time.GetUtcNow());
        Exception? thrown = null;
        try
        {
            return await call(null).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            thrown = error;
            throw;
        }
        finally
        {
            var elapsed = time.GetElapsedTime(began);
            Measure(elapsed, thrown?.GetType().FullName);
            if (Spans.BeginCall(Name, ActivityKind.Client, since) is { } span)
            {
                span.SetTag(TelemetryNames.Instance, Instance?.Value);
                if (thrown is not null)
                {
                    Fail(span, thrown);
                }
                Spans.End(span, since + elapsed);
            }
        }
    }

    static string? Fail(Activity? span, Exception error)
    {
        var type = error.GetType().FullName;
        span?.SetTag(TelemetryNames.ErrorType, type).SetStatus(ActivityStatusCode.Error, error.Message);
        return type;
    }

    void Measure(TimeSpan elapsed, string? errorType)
    {
        if (!Metrics.ClientDuration.Enabled)
        {
            return;
        }
        var tags = new TagList { { TelemetryNames.Operation, Name } };
        if (Name == SpanNames.Start && Target is not null)
        {
            tags.Add(TelemetryNames.Orchestration, Target);
        }
        if (errorType is not null)
        {
            tags.Add(TelemetryNames.ErrorType, errorType);
        }
        Metrics.ClientDuration.Record(elapsed.TotalSeconds, tags);
    }
}
