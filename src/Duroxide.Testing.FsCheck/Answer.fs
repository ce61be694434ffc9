namespace Duroxide.Testing.Properties

open Duroxide.Testing
open FsCheck
open FsCheck.FSharp

/// How a faked activity ends: with a result, with a failure, or not at all.
type Answer<'Result> =
    /// It returns this.
    | Returns of 'Result
    /// It fails with this message; retrying may help, or not.
    | Fails of message: string * retryable: bool
    /// It never answers, so that only a timer or an event can continue without it.
    | NeverAnswers

    /// The answer for <c>Scenario.Activity</c> and <c>OrchestrationTestHost.Fake</c>.
    member answer.Fake: FakeAnswer =
        match answer with
        | Returns result -> FakeAnswer.Returns result
        | Fails(message, retryable) -> FakeAnswer.Fails(message, retryable)
        | NeverAnswers -> FakeAnswer.Never

module internal Answer =
    let generator (results: Arbitrary<'Result>) =
        Gen.frequency
            [
                6, results.Generator |> Gen.map Returns
                3,
                Gen.map2 (fun message retryable -> Fails(message, retryable)) (Gen.elements [ "busy"; "refused" ])
                <| Gen.elements [ false; true ]
                1, Gen.constant NeverAnswers
            ]

    /// Towards what a calm run would see.
    let shrink (results: Arbitrary<'Result>) answer =
        match answer with
        | Returns result -> results.Shrinker result |> Seq.map Returns
        | Fails(message, true) -> Seq.singleton (Fails(message, false))
        | Fails("busy", false) -> Seq.empty
        | Fails _ -> Seq.singleton (Fails("busy", false))
        | NeverAnswers -> Seq.singleton (Fails("busy", false))
