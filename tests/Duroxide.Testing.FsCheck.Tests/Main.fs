module Duroxide.Testing.FsCheck.Tests.Main

open Expecto

// They run on a virtual clock, which looks at the threads of the process: one after the other.
[<EntryPoint>]
let main args =
    let tests = [ PlantedTests.tests; PastedTests.tests ]

    testSequenced (testList "FsCheck" tests) |> ExpectoPlatform.run args
