namespace Duroxide.Props

open Duroxide
open Duroxide.Core

/// A law looks at a case, in the world as it is or with one rejected choice, and says what is wrong.
type Law = Rejected option -> Case -> string option

/// How laws look at lives.
module Observation =
    let showHistory (chapter: Chapter) =
        let events =
            chapter.History
            |> List.map (fun e -> $"    {e.Id} {e.Time.UnixMilliseconds} {e.Fact}")

        $"  execution {chapter.Header.Execution}, carried {chapter.Header.Carried}"
        :: events
        |> String.concat "\n"

    let showStory (story: Story) =
        story.Chapters |> List.map showHistory |> String.concat "\n"

    let differ what (one: Story) (other: Story) =
        Some $"{what}\none history:\n{showStory one}\nother history:\n{showStory other}"

    let plain = List.replicate 400 { Fetch = 1; Fate = Hot }

    let scene rejected case =
        let setting = Case.setting rejected case
        setting, Arrivals.make setting case

    let told rejected case plan =
        let setting, arrivals = scene rejected case
        Life.run setting arrivals plan

    /// What the code saw, found by replaying an execution's history from its start.
    let logOf setting (chapter: Chapter) =
        let log = RunLog()

        let execution =
            Execution.Resume(World.program setting log, chapter.Header, ResizeArray chapter.History, setting.Limits)

        log, execution

    let messages (chapter: Chapter) =
        let carried =
            chapter.Header.Carried |> Seq.map (fun m -> m.Queue, m.Data) |> List.ofSeq

        let arrived =
            chapter.History
            |> List.choose (fun event ->
                match event.Fact with
                | :? Fact.Arrived as arrived when arrived.Channel = Channel.Queue -> Some(arrived.Name, arrived.Data)
                | _ -> None)

        carried, arrived

    let endingOf (history: HistoryEvent list) =
        match List.tryLast history with
        | Some last ->
            match last.Fact with
            | :? Fact.Ended as ended -> Some ended.Ending
            | _ -> None
        | None -> None
