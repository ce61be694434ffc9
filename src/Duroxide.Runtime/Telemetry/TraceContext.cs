using System.Diagnostics;
using System.Runtime.CompilerServices;
using Context = System.Diagnostics.ActivityContext;

namespace Duroxide.Runtime;

/// <summary>Where a trace goes on, as W3C Trace Context and Baggage write it; it is stored with starts, messages and activities.</summary>
/// <param name="Parent">The <c>traceparent</c>.</param>
/// <param name="State">The <c>tracestate</c>; null for none.</param>
/// <param name="Baggage">The <c>baggage</c>; null for none.</param>
internal sealed record TraceContext(string Parent, string? State, string? Baggage)
{
    const string BaggageField = "baggage";

    static readonly DistributedContextPropagator W3C = DistributedContextPropagator.CreateW3CPropagator();

    // Read once, for all turns of an execution in memory; it is no part of what is equal.
    StrongBox<Context>? parsed;

    /// <summary>Where what a span asks for goes on; null without a span that has a W3C id.</summary>
    public static TraceContext? Of(Activity? span)
    {
        if (span is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            return null;
        }
        string? baggage = null;
        if (span.Baggage.Any())
        {
            W3C.Inject(span, null, (_, name, value) => baggage = name == BaggageField ? value : baggage);
        }
        return new(id, span.TraceStateString, baggage);
    }

    /// <summary>Where what is asked for in a span goes on; without a span, where it went on before.</summary>
    public static TraceContext? Within(Activity? span, TraceContext? before) =>
        span is null ? before : new(span.Id!, span.TraceStateString, before?.Baggage);

    /// <summary>The parent of a span; the default, which has none, when the text is not a <c>traceparent</c>.</summary>
    public Context ToContext() =>
        (parsed ??= new(Context.TryParse(Parent, State, isRemote: true, out var context) ? context : default)).Value;

    public bool Equals(TraceContext? other) =>
        other is not null && (Parent, State, Baggage) == (other.Parent, other.State, other.Baggage);

    public override int GetHashCode() => HashCode.Combine(Parent, State, Baggage);

    /// <summary>Gives a span the baggage, for the code that runs in it.</summary>
    public void Load(Activity span)
    {
        if (Baggage is null)
        {
            return;
        }
        foreach (var (key, value) in W3C.ExtractBaggage(this, ReadField) ?? [])
        {
            span.AddBaggage(key, value);
        }
    }

    static void ReadField(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = name == BaggageField ? ((TraceContext)carrier!).Baggage : null;
        values = null;
    }
}
