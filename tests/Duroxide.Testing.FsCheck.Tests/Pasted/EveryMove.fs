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
                Move.Begin("order \"1\"", With = 1)
                Move.Turn("order \"1\"", Most = 2)
                Move.Answer("order \"1\"", "Charge", With = 1, Which = 2)
                Move.Answer("order \"1\"", "Charge", Which = 1, IsLost = true)
                Move.RunLate("order \"1\"", "Charge")
                Move.Fire("order \"1\"", Which = 1)
                Move.Pass(Seconds = 60)
                Move.Give(3)
                Move.Crash("order \"1\"")
            |]
        )
        .EnsureHolds()
    |> ignore
