module Duroxide.Testing.FsCheck.Tests.PastedTests

open System.IO
open System.Reflection
open Duroxide
open Duroxide.Core
open Duroxide.Testing
open Expecto

let private pasted (name: string) =
    use stream =
        nonNull (Assembly.GetExecutingAssembly().GetManifestResourceStream name)

    use reader = new StreamReader(stream)
    reader.ReadToEnd()

let tests =
    testList
        "Pasted"
        [
            test "What the explorer prints today is what was pasted and compiled" {
                let printed = (nonNull (Pasting.scenario.Explore(1L, 50).Counterexample)).ToFSharp()

                Expect.stringContains (pasted "Forgotten.fs") printed "value"
            }

            test "Every kind of move compiles as it is printed" {
                let id = InstanceId "order \"1\""

                let moves: Move list =
                    [
                        Move.Begin(id, With = 1)
                        Move.Turn(id, Most = 2)
                        Move.Answer(id, "Charge", With = 1, Which = 2)
                        Move.Answer(id, "Charge", Which = 1, IsLost = true)
                        Move.RunLate(id, "Charge")
                        Move.Fire(id, Which = 1)
                        Move.Pass 60
                        Move.Give 3
                        Move.Crash id
                    ]

                let world = Pasting.scenario.Play([]).World

                let played =
                    ScenarioRun(
                        Pasting.scenario,
                        moves.ToValueList(),
                        world,
                        Violation("Every kind of move is written.", "")
                    )

                Expect.stringContains (pasted "EveryMove.fs") (played.ToFSharp()) "value"
            }

            test "The pasted test fails for the reason for which it was printed" {
                Expect.throwsC Forgotten.``Who is not served is not charged`` (function
                    | :? CounterexampleException as failure ->
                        let law = (nonNull failure.Counterexample.Violation).Law
                        Expect.equal law "Who is not served is not charged." "law"
                    | other -> raise other)
            }
        ]
