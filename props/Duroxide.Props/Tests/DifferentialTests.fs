namespace Duroxide.Props

open System
open Microsoft.FSharp.Reflection
open Expecto

module Stores =

    let private inMemory =
        Differential.stores |> List.filter (fun (name, _) -> name.Contains "memory")

    let private flaws =
        FSharpType.GetUnionCases typeof<Flaw>
        |> Array.map (fun flaw -> FSharpValue.MakeUnion(flaw, [||]) |> unbox<Flaw>)

    let tests =
        testList
            "Stores"
            [
                testCase "The pure engine, the simulator and all providers give equal histories"
                <| fun () -> Trial.check Differential.arbitrary (Differential.differs None Differential.stores)

                testCase "Each flaw that is planted in a store gives another history"
                <| fun () ->
                    let budget = 300

                    let unseen =
                        flaws
                        |> Array.filter (fun flaw ->
                            Teeth.cases Differential.family budget
                            |> Seq.forall (fun family -> (Differential.differs (Some flaw) inMemory family).IsNone))

                    Expect.isTrue (unseen.Length = 0) $"not noticed in {budget} cases: %A{unseen}"
            ]
