namespace Duroxide.Props

open System
open Duroxide
open Duroxide.Core
open Duroxide.Testing

/// The world in which workflows are tested offline.
type Simulated(play: Play) =
    let programs =
        play.Scripts
        |> Map.fold
            (fun (programs: Programs) name steps -> programs.Add(name, fun () -> Interpreter(steps, RunLog())))
            Programs.None

    let mutable world =
        Duroxide.Testing.World(WorldRules(programs, play.Limits, false), Contender.birth).Start play.Root

    let mutable hot = play.Hot

    // A timer that is due comes before what arrives from now on.
    let rec fire () =
        match Seq.tryHead world.NextTimers with
        | Some(struct (id, timer, due)) when due <= world.Now ->
            world <- world.Fire(id, timer)
            fire ()
        | _ -> ()

    let turn id most =
        match hot with
        | keeps :: rest ->
            hot <- rest

            if not keeps then
                world <- world.Forget id
        | [] -> ()

        world <- world.Turn(id, most)
        fire ()

    let rec settle () =
        let ready =
            [
                for instance in world.Instances.Values do
                    if instance.Inbox.Count > 0 then
                        instance.Id, instance.Inbox.Count
            ]

        if not ready.IsEmpty then
            for id, most in ready do
                turn id most

            settle ()

    let chapter (recording: Recording) : Chapter =
        {
            Header = recording.Header
            History = List.ofSeq recording.History
        }

    interface IContender with
        member _.Happen happening =
            match happening with
            | Sent(id, delivery) -> world <- world.Send(id, delivery)
            | Worked(id, execution, of', outcome) ->
                world.InFlight
                |> Seq.tryFind (fun call -> call.Instance = id && call.Execution = execution && call.Id = of')
                |> Option.iter (fun call -> world <- world.Run(call, outcome))
            | Settled -> settle ()
            | Passed time ->
                settle ()
                world <- world.At(world.Now.Plus time)
                fire ()

        member _.Account() =
            let each pick =
                world.Instances
                |> Seq.map (fun entry -> entry.Key, pick entry.Value)
                |> Map.ofSeq

            {
                Chapters = each (fun instance -> instance.Recordings |> Seq.map chapter |> List.ofSeq)
                Values = each (fun instance -> instance.Values |> Seq.map (fun e -> e.Key, e.Value) |> Map.ofSeq)
                Statuses =
                    each (fun instance -> Option.ofObj instance.Status)
                    |> Map.toSeq
                    |> Seq.choose (fun (id, status) -> status |> Option.map (fun text -> id, text))
                    |> Map.ofSeq
                Work =
                    world.InFlight
                    |> Seq.map (fun call -> call.Instance, call.Execution, call.Id)
                    |> Set.ofSeq
            }

        member _.Dispose() = ()
