namespace Duroxide.Testing.Properties

open FsCheck
open FsCheck.FSharp

/// The generators and shrinkers of this library, for <c>Config.WithArbitrary</c>.
type DurableArbitraries =
    /// Interleavings: orders of answers, arrivals and timers, partial turns, crashes, lost results and late runs.
    static member Schedule() =
        Arb.fromGenShrink (Schedule.generator, Schedule.shrink)

    /// Results and failures of an activity.
    static member Answer(results: Arbitrary<'Result>) =
        Arb.fromGenShrink (Answer.generator results, Answer.shrink results)

    /// Events and messages from outside.
    static member Arrivals(data: Arbitrary<'Data>) =
        Arb.fromGenShrink (Arrivals.generator data, Arrivals.shrink data)
