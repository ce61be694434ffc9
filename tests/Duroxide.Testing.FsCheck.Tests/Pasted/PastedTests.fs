module Duroxide.Testing.FsCheck.Tests.PastedTests

open System.IO
open System.Reflection
open Duroxide.Testing
open Xunit

let private pasted =
    use stream =
        nonNull (Assembly.GetExecutingAssembly().GetManifestResourceStream "Forgotten.fs")

    use reader = new StreamReader(stream)
    reader.ReadToEnd()

[<Fact>]
let ``What the explorer prints today is what was pasted and compiled`` () =
    let printed = (nonNull (Pasting.scenario.Explore(1L, 50).Counterexample)).ToFSharp()

    Assert.Contains(printed, pasted)

[<Fact>]
let ``The pasted test fails for the reason for which it was printed`` () =
    let failure =
        Assert.Throws<CounterexampleException>(fun () -> Forgotten.``Who is not served is not charged`` ())

    Assert.Equal("Who is not served is not charged.", (nonNull failure.Counterexample.Violation).Law)
