module Duroxide.FSharp.Tests.SendTests

open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Expecto

let tests =
    testList
        "Sending"
        [
            test "An event is raised, and a message sent, by the id of an instance" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! Event.raise (InstanceId "one") "go" 1
                            let! own = Orchestration.instance
                            do! Queue.send own "notes" (Some "hi")
                        }
                    )

                match driver.Applied with
                | [ EffectCase.Send raised; EffectCase.Send sent ] ->
                    Expect.equal raised (Effect.Send(InstanceId "one", Channel.Event, "go", "1")) "raised"
                    Expect.equal sent.Channel Channel.Queue "channel"
                    Expect.equal (sent.Name, sent.Data) ("notes", "\"hi\"") "message"
                | other -> failwith $"{other}"
            }
        ]
