namespace Duroxide;

/// <summary>One run of an orchestration that is written as an async method.</summary>
/// <remarks>
/// Dispose it when its execution ended or is thrown away: code that escaped from it is then ignored instead of reported.
/// </remarks>
public sealed class OrchestrationProgram : IProgram, IDisposable
{
    readonly OrchestrationCode code;
    readonly OrchestrationRun run;
    readonly Pump pump;

    internal OrchestrationProgram(
        OrchestrationCode code,
        PayloadCodec codec,
        PumpOptions options,
        Action<Failure>? escaped
    )
    {
        this.code = code;
        run = new(codec);
        pump = new(run, options, escaped);
    }

    /// <summary>Whether the code is running now.</summary>
    public bool IsRunning => pump.StartedAt != 0;

    /// <summary>When the run of the code that goes on now began, as a time stamp of the options' clock; 0 when none does.</summary>
    public long RunningSince => pump.StartedAt;

    /// <inheritdoc />
    public void Start(IProgramHost host) => run.Start(host, pump, code);

    /// <inheritdoc />
    public void Resolve(EventId operation, Outcome outcome) => run.Resolve(operation, outcome);

    /// <summary>Cuts the code off for good.</summary>
    public void Dispose() => pump.Stop();
}
