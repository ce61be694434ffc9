/// The test that the explorer prints, as it was pasted.
module Duroxide.Testing.FsCheck.Tests.Forgotten

open Duroxide.Testing
open Duroxide.Testing.FsCheck.Tests.Pasting

// Who is not served is not charged.
[<Fact>]
let ``Who is not served is not charged`` () =
    scenario
        .Play(
            [|
                Move.Turn("order")
                Move.Fire("order")
                Move.Answer("order", "Charge")
                Move.Turn("order")
            |]
        )
        .EnsureHolds()
    |> ignore
