module Testing.FSharp.Main

open Expecto

// They run on a virtual clock, which looks at the threads of the process: one after the other.
[<EntryPoint>]
let main args =
    let tests =
        [
            HostTests.tests
            ScenarioTests.tests
            PropertyTests.tests
            ReplayTests.tests
            TimeTravelTests.tests
            SimulationTests.tests
        ]

    testSequenced (testList "Testing" tests) |> ExpectoPlatform.run args
