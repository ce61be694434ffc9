module Duroxide.FSharp.Tests.Main

open Expecto

[<EntryPoint>]
let main args =
    let tests =
        [
            BuilderTests.tests
            RacingTests.tests
            ModuleTests.tests
            SendTests.tests
            UnionTests.tests
            ReachTests.tests
            OpenTests.tests
            JsonTests.tests
            RoundTripTests.tests
            RefusalTests.tests
            SampleTests.tests
        ]

    testList "FSharp" tests |> ExpectoPlatform.run args
