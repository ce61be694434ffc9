namespace Duroxide;

/// <summary>One run of an orchestration that is written as an async method.</summary>
/// <remarks>
/// Dispose it when its execution ended or is thrown away: code that escaped from it is then ignored instead of reported.
/// </remarks>
internal sealed class OrchestrationProgram : IProgram, IDisposable
{
    readonly OrchestrationCode code;
    readonly PayloadCodec codec;
    readonly DeterminismOptions options;
    readonly Action<Failure>? escaped;
    OrchestrationRun? run;

    internal OrchestrationProgram(
        OrchestrationCode code,
        PayloadCodec codec,
        DeterminismOptions options,
        Action<Failure>? escaped
    )
    {
        this.code = code;
        this.codec = codec;
        this.options = options;
        this.escaped = escaped;
    }

    /// <summary>Whether the code is running now.</summary>
    public bool IsRunning => RunningSince != 0;

    /// <summary>When the run of the code that continues now began, as a time stamp of the options' clock; 0 when none does.</summary>
    public long RunningSince => Volatile.Read(ref run)?.Pump.StartedAt ?? 0;

    /// <summary>What the turn that runs now does to hold its thread, and what to do about it; null when none runs.</summary>
    public string? Holdup => Volatile.Read(ref run)?.Pump.Holdup;

    /// <inheritdoc />
    public void Start(IProgramHost host)
    {
        var started = new OrchestrationRun(host, code, codec, options, escaped);
        Volatile.Write(ref run, started);
        started.Start();
    }

    /// <inheritdoc />
    public void Resolve(EventId operation, Outcome outcome) =>
        (run ?? throw new InvalidOperationException("The program was not started.")).Resolve(operation, outcome);

    /// <summary>Cuts the code off for good.</summary>
    public void Dispose() => Volatile.Read(ref run)?.Pump.Stop();
}
