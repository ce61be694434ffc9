namespace Duroxide.Props

open Duroxide
open Duroxide.Core

/// What nobody else may ever have: nonces and ids of children, keys of activities, and what code makes of new guids.
module IdLaws =
    open Observation

    /// The ids that one life gives to others, with the event that each belongs to.
    let private given (story: Story) =
        story.Actions
        |> List.collect (fun (execution, action) ->
            match action with
            | :? OrchestrationAction.StartOrchestration as start when isNull start.Header.Parent ->
                [ string start.Header.Nonce ]
            | :? OrchestrationAction.StartOrchestration as child ->
                [ string child.Header.Nonce; string child.Header.Instance ]
            | :? OrchestrationAction.DispatchActivity as dispatched ->
                let header =
                    story.Chapters
                    |> List.map _.Header
                    |> List.find (fun header -> header.Execution = execution)

                [ header.Nonce.KeyOf(execution, dispatched.Id) ]
            | _ -> [])

    let private guids setting (story: Story) =
        story.Chapters
        |> List.collect (fun chapter -> logOf setting chapter |> fst |> _.Guids |> Seq.map string |> List.ofSeq)

    let noTwoLivesShareAnId: Law =
        fun rejected case ->
            let setting, arrivals = scene rejected case

            let idsOf life =
                // What a fork keeps has the ids of what it was forked from.
                let setting =
                    { setting with
                        Nonce = Nonce.From life
                        Fork = None
                    }

                let story = Life.run setting arrivals case.Plan
                given story @ guids setting story

            let shared =
                [ "one"; "another store"; "a second life" ]
                |> List.collect idsOf
                // The ids that code chose for children are shorter.
                |> List.filter (fun id -> id.Length >= 28)
                |> List.countBy id
                |> List.filter (fun (_, count) -> count > 1)

            if shared.IsEmpty then
                None
            else
                Some $"lives share {shared}"

    let idsAreTheSameOverReplaysAndBatchings: Law =
        fun rejected case ->
            let one = told rejected case [] |> given

            let others =
                [ case.Plan; plain |> List.map (fun turn -> { turn with Fate = Cold }) ]
                |> List.map (fun plan -> told rejected case plan)

            let stray =
                others
                |> List.collect given
                |> List.filter (fun id -> not (List.contains id one))

            // Activities that were given up in the turn that asked for them are dispatched by no turn that is long enough.
            let missing =
                others
                |> List.collect (fun story ->
                    let theirs = given story

                    one
                    |> List.filter (fun id -> id.Contains "::sub::")
                    |> List.filter (fun id -> not (List.contains id theirs)))

            match stray, missing with
            | [], [] -> None
            | _ -> Some $"another course gives {stray} and not {missing}"
