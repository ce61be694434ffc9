namespace Duroxide.Testing;

/// <summary>How often faults strike. Each run leaves out some kinds, of its seed's choice.</summary>
public sealed record FaultRates
{
    /// <summary>No faults at all.</summary>
    public static FaultRates None { get; } = new() { MostSteps = 0 };

    /// <summary>Of a thousand calls, how many are refused. Default 20.</summary>
    public int Refused { get; init; } = 20;

    /// <summary>Of a thousand calls, how many lose their answer. Default 20.</summary>
    public int AnswerLost { get; init; } = 20;

    /// <summary>Of a thousand writes, how many are carried out twice. Default 10.</summary>
    public int Duplicated { get; init; } = 10;

    /// <summary>Of a thousand calls, how many are slow. Default 20.</summary>
    public int Slow { get; init; } = 20;

    /// <summary>Of a thousand steps of a node, at how many it dies. Default 4.</summary>
    public int Crashes { get; init; } = 4;

    /// <summary>Of a thousand steps of a node, at how many it is stopped. Default 1.</summary>
    public int Stops { get; init; } = 1;

    /// <summary>Of a thousand steps of a node, at how many it stands still. Default 2.</summary>
    public int Pauses { get; init; } = 2;

    /// <summary>Of a thousand steps of a node, at how many the clocks jump. Default 1.</summary>
    public int ClockJumps { get; init; } = 1;

    /// <summary>Of a thousand steps of a node, at how many the store goes away. Default 1.</summary>
    public int Outages { get; init; } = 1;

    /// <summary>After how many steps no fault strikes any more, so that everything can come to its end. Default 3,000.</summary>
    public int MostSteps { get; init; } = 3_000;
}
