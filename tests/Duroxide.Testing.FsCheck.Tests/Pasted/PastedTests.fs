module Duroxide.Testing.FsCheck.Tests.PastedTests

open System.IO
open System.Reflection
open Duroxide
open Duroxide.Core
open Duroxide.Testing
open Xunit

let private pasted (name: string) =
    use stream =
        nonNull (Assembly.GetExecutingAssembly().GetManifestResourceStream name)

    use reader = new StreamReader(stream)
    reader.ReadToEnd()

[<Fact>]
let ``What the explorer prints today is what was pasted and compiled`` () =
    let printed = (nonNull (Pasting.scenario.Explore(1L, 50).Counterexample)).ToFSharp()

    Assert.Contains(printed, pasted "Forgotten.fs")

[<Fact>]
let ``Every kind of move compiles as it is printed`` () =
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
        ScenarioRun(Pasting.scenario, moves.ToValueList(), world, Violation("Every kind of move is written.", ""))

    Assert.Contains(played.ToFSharp(), pasted "EveryMove.fs")

[<Fact>]
let ``The pasted test fails for the reason for which it was printed`` () =
    let failure =
        Assert.Throws<CounterexampleException>(fun () -> Forgotten.``Who is not served is not charged`` ())

    Assert.Equal("Who is not served is not charged.", (nonNull failure.Counterexample.Violation).Law)
