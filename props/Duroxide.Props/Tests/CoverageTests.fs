namespace Duroxide.Props

open System
open Expecto
open Duroxide
open Duroxide.Core

/// What the generators are said to reach, they do reach: a law that holds over too few kinds of lives says little.
/// The lists are read from the types, so that a new case is missed here until some script asks for it.
module ``Random lives`` =
    let private model = typeof<Fact>.Assembly.GetExportedTypes()

    let private cases =
        model
        |> Array.filter (fun case -> case.IsNested && case.BaseType = case.DeclaringType)

    let private walk (coverage: Coverage) case =
        let setting, arrivals = Observation.scene None case
        coverage.Walk arrivals
        coverage.Meet case.Tight

        for turn in case.Plan do
            coverage.Meet turn.Fate

        let story = Life.run setting arrivals case.Plan
        coverage.Walk story.Traces
        coverage.Walk(story.Actions |> List.map snd)

        for chapter in story.Chapters do
            coverage.Walk chapter.Header
            coverage.Walk chapter.History

            if not chapter.History.IsEmpty then
                coverage.Walk(World.startOf chapter.History)

            let log, _ = Observation.logOf setting chapter

            for step in log.Performed do
                coverage.Meet step

            for _, why in log.GivenUp do
                coverage.Meet why

            for ask in Script.asks (List.ofSeq log.Performed) do
                coverage.Meet ask

                match ask with
                | Work(_, manner) -> coverage.Meet manner
                | _ -> ()

        coverage.Walk(ChangeLaws.added case)

    let private coverage =
        lazy
            (let coverage = Coverage()
             Teeth.cases Generate.case 1_000 |> Seq.iter (walk coverage)
             coverage)

    let private eachIsMet least names =
        let rare = coverage.Value.Rarer least names
        Expect.isTrue (rare.IsEmpty) $"met less than {least} times in 1,000 lives: %A{rare}"

    let tests =
        testList
            "Random lives"
            [
                testCase "Random lives leave messages without room in the store, and take them later"
                <| fun () ->
                    let decisions =
                        Teeth.cases Generate.case 10_000
                        |> Seq.collect (fun case ->
                            let setting, arrivals = Observation.scene None case
                            (Life.run setting arrivals case.Plan).Decisions)
                        |> List.ofSeq

                    let held = decisions |> List.filter (fun decision -> decision.Held.Count > 0)
                    let taken = decisions |> List.filter _.TakesHeld
                    Expect.isTrue (held.Length > 50 && taken.Length > 5) $"held {held.Length}, taken {taken.Length}"

                testCase "Random lives meet every case of every union of the model"
                <| fun () -> cases |> Array.map Coverage.Name |> eachIsMet 5

                testCase "Random lives meet every value of every enumeration of the model"
                <| fun () ->
                    model
                    |> Array.filter _.IsEnum
                    |> Array.collect (fun shape -> Enum.GetValues shape |> Seq.cast<Enum> |> Array.ofSeq)
                    |> Array.map Coverage.Name
                    |> eachIsMet 1

                testCase "Random lives ask with and without everything that may be left out"
                <| fun () ->
                    let asked =
                        [
                            typeof<Operation>
                            typeof<Effect>
                            typeof<Ending>
                            typeof<Delivery>
                            typeof<Fact>
                        ]

                    let members =
                        cases
                        |> Array.filter (fun case -> List.contains case.BaseType asked)
                        |> Array.append [| typeof<Header> |]
                        |> Array.collect coverage.Value.Optional

                    Array.append (Array.map Coverage.Present members) (Array.map Coverage.Absent members)
                    |> eachIsMet 5

                testCase "Random lives run every kind of step, and ask in every way"
                <| fun () ->
                    Seq.concat
                        [
                            Coverage.CasesOf<Step>()
                            Coverage.CasesOf<Ask>()
                            Coverage.CasesOf<Manner>()
                        ]
                    |> eachIsMet 20

                testCase "Random lives lose races as branches and as handles, under every limit and fate"
                <| fun () ->
                    Seq.concat
                        [
                            Coverage.CasesOf<GivenUp>()
                            Coverage.CasesOf<Tight>()
                            Coverage.CasesOf<Fate>()
                        ]
                    |> eachIsMet 20
            ]
