module Testing.FSharp.ReplayTests

open System
open System.IO
open Duroxide
open Duroxide.Testing
open Expecto

let tests =
    testList
        "Replay"
        [
            test "What ran once runs with the code in hand" {
                let folder =
                    Path.Combine(Path.GetTempPath(), $"duroxide-histories-{Guid.NewGuid():N}")

                let host = OrchestrationTestHost(Orders.registry)

                host.Fake(Orders.charge, id).Start(Orders.fulfil, InstanceId "order-1", "teapot")
                |> ignore

                HistoryFile.Save(host[InstanceId "order-1"].Recording, folder) |> ignore

                let report = Verification.VerifyFolder(folder, Orders.registry).EnsureHolds()
                Expect.equal report.Same 1 "same"
                Directory.Delete(folder, recursive = true)
            }
        ]
