module Duroxide.Props.Program

open Expecto

// The stores run on a virtual clock, which looks at the threads of the process: they come last, one after the other.
[<EntryPoint>]
let main args =
    ExpectoPlatform.run
        args
        (testList
            "Laws"
            [
                Decisions.tests
                Histories.tests
                Ids.tests
                ``Stored payloads``.tests
                ``Rejected choices``.tests
                ``Random lives``.tests
                testSequenced Stores.tests
            ])
