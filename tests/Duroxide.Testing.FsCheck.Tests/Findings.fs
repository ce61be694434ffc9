namespace Duroxide.Testing.FsCheck.Tests

open FsCheck
open Duroxide.Testing.Properties

/// What FsCheck makes of a property.
type Finding =
    {
        Arguments: obj list
        Report: string
        Tests: int
    }

module Finding =
    let private config =
        Config.Quick.WithArbitrary([ typeof<DurableArbitraries> ]).WithReplay(1UL, 3UL)

    type private Recorder() =
        let mutable finding = None
        member _.Finding = finding

        interface IRunner with
            member _.OnStartFixture _ = ()
            member _.OnArguments(_, _, _) = ()
            member _.OnShrink(_, _) = ()

            member _.OnFinished(name, result) =
                match result with
                | TestResult.Failed(data, _, shrunk, _, _, _, _) ->
                    finding <-
                        Some
                            {
                                Arguments = shrunk
                                Report = Runner.onFinishedToString name result
                                Tests = data.NumberOfTests
                            }
                | TestResult.Passed _
                | TestResult.Exhausted _ -> ()

    /// The shrunk counterexample that is found within so many tests; none when the property holds.
    let within tests (property: 'Property) =
        let recorder = Recorder()
        Check.One(config.WithMaxTest(tests).WithRunner(recorder), property)
        recorder.Finding
