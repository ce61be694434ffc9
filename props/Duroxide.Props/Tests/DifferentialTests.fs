namespace Duroxide.Props

open System
open Microsoft.FSharp.Reflection
open Xunit

module ``Stores`` =
    [<Fact>]
    let ``The pure engine, the simulator and all providers give equal histories`` () =
        Trial.check Differential.arbitrary (Differential.differs None Differential.stores)

    let private inMemory =
        Differential.stores |> List.filter (fun (name, _) -> name.Contains "memory")

    let private flaws =
        FSharpType.GetUnionCases typeof<Flaw>
        |> Array.map (fun flaw -> FSharpValue.MakeUnion(flaw, [||]) |> unbox<Flaw>)

    [<Fact>]
    let ``Each flaw that is planted in a store gives another history`` () =
        let budget = 300

        let unseen =
            flaws
            |> Array.filter (fun flaw ->
                Teeth.cases Differential.family budget
                |> Seq.forall (fun family -> (Differential.differs (Some flaw) inMemory family).IsNone))

        Assert.True(unseen.Length = 0, $"not noticed in {budget} cases: %A{unseen}")
