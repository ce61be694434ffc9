namespace Duroxide.Props

open Duroxide
open Duroxide.Core

/// What holds when the code changes under a running instance.
module ChangeLaws =
    open Observation

    // One of the scripts that differ in a step, by chance; every second time the other one comes first.
    let private versions (case: Case) =
        let chance = (List.tryHead case.Picks |> Option.map _.Data |> Option.defaultValue 0)

        let changed =
            Seq.append (Script.shrink case.Steps) (Script.renamed case.Steps) |> Array.ofSeq

        if changed.Length = 0 then
            case.Steps, []
        elif chance % 2 = 0 then
            case.Steps, changed[chance % changed.Length]
        else
            changed[chance % changed.Length], case.Steps

    let private cause (events: HistoryEvent list) =
        events
        |> List.tryPick (fun event ->
            match event.Fact with
            | :? Fact.Interrupted as interrupted ->
                match interrupted.Cause with
                | :? Interruption.Diverged as diverged -> Some diverged.Divergence
                | _ -> None
            | _ -> None)

    // Where the new code leaves the durable world in the middle of the replay, that is the cause, and not what it did instead.
    let private isProvenNotDurable (events: HistoryEvent list) =
        events
        |> List.exists (fun event ->
            match event.Fact with
            | :? Fact.Interrupted as interrupted ->
                match interrupted.Cause with
                | :? Interruption.GivenUp as failed ->
                    match failed.Failure with
                    | :? Failure.Configuration as failure -> failure.Kind = ConfigurationKind.NotDurable
                    | _ -> false
                | _ -> false
            | _ -> false)

    /// The last chapter of the old code's life, how the new code takes it up, and what still arrives.
    let private takenUp rejected case =
        let before, after = versions case
        let setting, arrivals = scene rejected { case with Steps = before }
        let half = arrivals.Length / 2
        let story = Life.run setting (List.truncate half arrivals) []
        let chapter = List.last story.Chapters
        let changed = { setting with Steps = after }
        chapter, World.resume changed chapter.Header, List.skip half arrivals

    /// What a case's change of code adds to the history of the old code, before anything arrives.
    let added case =
        let chapter, resume, _ = takenUp None case
        List.ofSeq ((resume chapter.History).Continue [||]).Events

    /// Whether the change of a case is one that its history does not bear; hardly begun ones do not count.
    let diverges case =
        let chapter, resume, _ = takenUp None case

        if chapter.History.Length < 3 then
            None
        else
            Some((resume chapter.History).Divergence |> Option.ofObj |> Option.isSome)

    let changedCodeGoesOnOrEndsWithItsDivergenceRecorded: Law =
        fun rejected case ->
            let before, after = versions case
            let chapter, resume, rest = takenUp rejected case
            let whole = resume chapter.History
            let batched = List.ofSeq (whole.Continue(ResizeArray rest)).Events
            let single = resume chapter.History
            // The divergence belongs to the first decision, even when nothing arrives.
            let first = List.ofSeq (single.Continue [||]).Events
            let stepwise = first @ World.oneByOne single rest

            let full =
                { chapter with
                    History = chapter.History @ batched
                }

            let again = resume full.History
            let added = List.ofSeq (again.Continue [||]).Events

            let problem =
                if batched <> stepwise then
                    Some $"one by one it adds {stepwise}"
                elif whole.State <> World.foldWithoutRead full whole.State then
                    Some "its state is not the fold"
                elif not added.IsEmpty then
                    Some $"replayed once more it adds {added}"
                elif isNull (box whole.Divergence) && not (isNull (box again.Divergence)) then
                    Some $"replayed once more it diverges: {again.Divergence}"
                elif (endingOf chapter.History).IsSome && not batched.IsEmpty then
                    Some "an ended history grew"
                elif
                    (endingOf chapter.History).IsNone
                    && Option.ofObj whole.Divergence <> cause batched
                    && not (isProvenNotDurable batched)
                then
                    Some $"it diverged: {whole.Divergence}"
                else
                    HistoryLaws.wellFormed true full

            problem
            |> Option.map (fun why ->
                $"{why}\nafter the code became\n{Script.show after}\nfrom\n{Script.show before}\nand the history\n{showHistory full}")
