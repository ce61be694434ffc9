namespace Duroxide;

/// <summary>The names under which traces and metrics are listened to.</summary>
/// <remarks>Both cost nothing while nobody listens. docs/observability.md lists every span and every instrument.</remarks>
public static class DuroxideTelemetry
{
    /// <summary>The name of the activity source, for <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Duroxide";

    /// <summary>The name of the meter, for <c>AddMeter</c>.</summary>
    public const string MeterName = "Duroxide";
}
