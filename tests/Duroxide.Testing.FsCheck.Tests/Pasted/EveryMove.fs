/// A test with every kind of move, as it is printed and was pasted.
module Duroxide.Testing.FsCheck.Tests.EveryMove

open Duroxide.Testing
open Duroxide.Testing.FsCheck.Tests.Pasting

// Every kind of move is written.
[<Fact>]
let ``Every kind of move is written`` () =
    scenario
        .Play(
            [|
                Move.Begin("order \"1\"", With = 1) :> Move
                Move.Turn("order \"1\"", Most = 2) :> Move
                Move.Answer("order \"1\"", "Charge", With = 1, Which = 2) :> Move
                Move.Lose("order \"1\"", "Charge", Which = 1) :> Move
                Move.RunLate("order \"1\"", "Charge") :> Move
                Move.Fire("order \"1\"", Which = 1) :> Move
                Move.Give(3) :> Move
                Move.Crash("order \"1\"") :> Move
            |]
        )
        .EnsureHolds()
    |> ignore
