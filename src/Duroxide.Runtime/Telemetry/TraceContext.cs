using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Context = System.Diagnostics.ActivityContext;

namespace Duroxide.Runtime;

/// <summary>Where a trace goes on, as W3C Trace Context and Baggage write it; it is stored with starts, messages and activities.</summary>
internal sealed class TraceContext : IEquatable<TraceContext>
{
    /// <summary>The characters of a <c>traceparent</c> of the version that is in use.</summary>
    public const int ParentLength = 55;

    const string BaggageField = "baggage";
    const int SpanId = 36;
    const int Flags = 53;

    static readonly DistributedContextPropagator W3C = DistributedContextPropagator.CreateW3CPropagator();
    static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    // Null where the ids say the same.
    readonly string? text;
    readonly Context context;

    /// <param name="parent">The <c>traceparent</c>.</param>
    /// <param name="state">The <c>tracestate</c>; null for none.</param>
    /// <param name="baggage">The <c>baggage</c>; null for none.</param>
    public TraceContext(ReadOnlySpan<char> parent, string? state, string? baggage)
    {
        (State, Baggage) = (state, baggage);
        if (IsPlain(parent))
        {
            context = new(
                ActivityTraceId.CreateFromString(parent[3..(SpanId - 1)]),
                ActivitySpanId.CreateFromString(parent[SpanId..(Flags - 1)]),
                (ActivityTraceFlags)byte.Parse(parent[Flags..], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                state,
                isRemote: true
            );
            return;
        }
        text = parent.ToString();
        _ = Context.TryParse(text, state, isRemote: true, out context);
    }

    TraceContext(Activity span, string? baggage)
    {
        (State, Baggage) = (span.TraceStateString, baggage);
        context = new(span.TraceId, span.SpanId, span.ActivityTraceFlags, State, isRemote: true);
    }

    /// <summary>The <c>tracestate</c>; null for none.</summary>
    public string? State { get; }

    /// <summary>The <c>baggage</c>; null for none.</summary>
    public string? Baggage { get; }

    /// <summary>Where what a span asks for goes on; null without a span that has a W3C id.</summary>
    public static TraceContext? Of(Activity? span)
    {
        if (span is not { IdFormat: ActivityIdFormat.W3C })
        {
            return null;
        }
        string? baggage = null;
        if (span.Baggage.Any())
        {
            W3C.Inject(span, null, (_, name, value) => baggage = name == BaggageField ? value : baggage);
        }
        return new(span, baggage);
    }

    /// <summary>Where what is asked for in a span goes on; without a span, where it went on before.</summary>
    public static TraceContext? Within(Activity? span, TraceContext? before) =>
        span is null ? before : new(span, before?.Baggage);

    /// <summary>The parent of a span; the default, which has none, when the text is not a <c>traceparent</c>.</summary>
    public Context ToContext() => context;

    /// <summary>Writes the <c>traceparent</c>, or names it when it is of another form.</summary>
    /// <param name="parent">Room for <see cref="ParentLength"/> characters.</param>
    /// <returns>The text when it does not fit the room by its form; null when the room has it.</returns>
    public string? Write(Span<char> parent)
    {
        if (text is not null)
        {
            return text;
        }
        "00-".CopyTo(parent);
        context.TraceId.ToHexString().CopyTo(parent[3..]);
        parent[SpanId - 1] = '-';
        context.SpanId.ToHexString().CopyTo(parent[SpanId..]);
        parent[Flags - 1] = '-';
        _ = ((byte)context.TraceFlags).TryFormat(parent[Flags..], out _, "x2", CultureInfo.InvariantCulture);
        return null;
    }

    public bool Equals(TraceContext? other) =>
        other is not null
        && (text, State, Baggage) == (other.text, other.State, other.Baggage)
        && context == other.context;

    public override bool Equals(object? obj) => Equals(obj as TraceContext);

    public override int GetHashCode() => HashCode.Combine(text, context, State, Baggage);

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

    // Of this form nearly all are; the ids of another one are .NET's to find.
    static bool IsPlain(ReadOnlySpan<char> parent) =>
        parent.Length == ParentLength
        && parent.StartsWith("00-")
        && parent[SpanId - 1] == '-'
        && parent[Flags - 1] == '-'
        && IsId(parent[3..(SpanId - 1)])
        && IsId(parent[SpanId..(Flags - 1)])
        && !parent[Flags..].ContainsAnyExcept(Hex);

    static bool IsId(ReadOnlySpan<char> id) => !id.ContainsAnyExcept(Hex) && id.ContainsAnyExcept('0');

    static void ReadField(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = name == BaggageField ? ((TraceContext)carrier!).Baggage : null;
        values = null;
    }
}
