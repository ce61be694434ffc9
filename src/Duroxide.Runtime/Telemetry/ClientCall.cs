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
        Spans.AreWanted || Metrics.ClientDuration.Enabled
            ? MakeObservedAsync(time, call)
            : call(TraceContext.Of(Activity.Current));

    async Task<T> MakeObservedAsync<T>(TimeProvider time, Func<TraceContext?, Task<T>> call)
    {
        var began = time.GetTimestamp();
        using var span = Spans.BeginCall(
            Target is null ? Name : $"{Name} {Target}",
            Name == SpanNames.Wait ? ActivityKind.Client : ActivityKind.Producer
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
            errorType = error.GetType().FullName;
            span?.SetTag(TelemetryNames.ErrorType, errorType).SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            var tags = new TagList { { TelemetryNames.Operation, Name } };
            if (Name == SpanNames.Start && Target is not null)
            {
                tags.Add(TelemetryNames.Orchestration, Target);
            }
            if (errorType is not null)
            {
                tags.Add(TelemetryNames.ErrorType, errorType);
            }
            Metrics.ClientDuration.Record(time.GetElapsedTime(began).TotalSeconds, tags);
        }
    }
}
