using BenchmarkDotNet.Attributes;

namespace Duroxide.Bench.Core;

/// <summary>The core and its codec, without any store.</summary>
public class CoreBenchmarks
{
    private readonly CoreSubject subject = new();

    [Benchmark(Description = "decide: a step, in memory")]
    public object DecideStep() => subject.DecideStep();

    [Benchmark(Description = "decide: a start")]
    public object DecideStart() => subject.DecideStart();

    [Benchmark(Description = "replay: an event of W2", OperationsPerInvoke = CoreSubject.Events)]
    public object Replay() => subject.Replay();

    [Benchmark(Description = "evolve: an event of W2", OperationsPerInvoke = CoreSubject.Events)]
    public object Evolve() => subject.Evolve();

    [Benchmark(Description = "encode: the two events of a step")]
    public object EncodeTurn() => subject.EncodeTurn();

    [Benchmark(Description = "encode: a header")]
    public object EncodeHeader() => subject.EncodeHeader();

    [Benchmark(Description = "decode: an event of W2", OperationsPerInvoke = CoreSubject.Events)]
    public object DecodeHistory() => subject.DecodeHistory();

    [Benchmark(Description = "decode: a header")]
    public object DecodeHeader() => subject.DecodeHeader();
}
