namespace Duroxide.FSharp.Tests

open System
open System.Collections.Generic
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Expecto

/// Runs an orchestration through the core with scripted arrivals. Every turn is taken twice, by the live program and by
/// one that starts over from history, and both must decide the same.
type Driver private (registration: OrchestrationRegistration, header: Header) =
    let codec = PayloadCodec.Default
    let strict = DeterminismOptions(Strict = true)

    let newProgram () =
        registration.CreateProgram(codec, strict)

    let history = List<HistoryEvent>()
    let traces = List<TraceLine>()
    let execution = Execution.Resume(newProgram (), header, [], Limits.Default)
    let mutable now = Timestamp.From(DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    let mutable last: Decision option = None

    let take (delivery: Delivery) =
        let arrivals = [ Arrival(now, delivery) ]
        let before = List.ofSeq history
        let decision = execution.Continue arrivals
        history.AddRange decision.Events
        traces.AddRange decision.Traces
        last <- Some decision
        use fresh = newProgram ()

        let again =
            Execution.Resume(fresh, header, before, Limits.Default).Continue(arrivals)

        Expect.equal again.Events decision.Events "events"
        Expect.equal again.Actions decision.Actions "actions"

    let openOperations () =
        [ for entry in execution.State.Open -> entry.Key, entry.Value ]

    let answer id outcome =
        take (Delivery.Answer(header.Execution, id, outcome))

    let activity name =
        openOperations ()
        |> List.pick (function
            | id, OperationCase.Activity asked when asked.Name = name -> Some id
            | _ -> None)

    static member Of<'Input, 'Output>(code: 'Input -> Durable<'Output>, input: 'Input) : Driver =
        Driver.OfHandle(Orchestration.define "tested" code, input)

    static member Of<'Output>(code: Durable<'Output>) : Driver = Driver.Of((fun () -> code), ())

    static member OfHandle<'Input, 'Output>(tested: Orchestration<'Input, 'Output>, input: 'Input) : Driver =
        let registry = Registry.create [ Orchestration.register tested ]

        let header =
            Header(
                InstanceId "instance",
                ExecutionId.First,
                tested.Name,
                SemanticVersion.Initial,
                PayloadCodec.Default.Encode(input, "input"),
                Nonce.From "instance"
            )

        match registry.FindOrchestration tested.Name with
        | null -> failwith "not registered"
        | registration ->
            let driver = Driver(registration, header)
            driver.Take(Delivery.Start())
            driver

    member _.Take delivery = take delivery

    member _.Complete(name: string, result: 'T) =
        answer (activity name) (Outcome.Succeeded(codec.Encode(result, "result")))

    member _.Fail(name: string, message: string) =
        answer (activity name) (Outcome.Failed(Failure.Application(ApplicationKind.ActivityFailed, message)))

    /// Answers the oldest open child.
    member _.CompleteChild(outcome: Outcome) =
        openOperations ()
        |> List.pick (function
            | id, OperationCase.SubOrchestration _ -> Some id
            | _ -> None)
        |> fun id -> answer id outcome

    member _.Raise(name: string, data: 'T) =
        take (Delivery.Data(Channel.Event, name, codec.Encode(data, "data")))

    member _.Enqueue(queue: string, data: 'T) =
        take (Delivery.Data(Channel.Queue, queue, codec.Encode(data, "data")))

    /// Fires the open timer that is due first, at its time.
    member _.Fire() =
        let due (id: EventId, delay: TimeSpan) =
            let asked = history |> Seq.find (fun event -> event.Id = id)
            asked.Time.Plus delay

        let id, delay =
            openOperations ()
            |> List.choose (function
                | id, OperationCase.Timer delay -> Some(id, delay)
                | _ -> None)
            |> List.minBy (fun timer -> due timer, fst timer)

        now <- Timestamp.Later(now, due (id, delay))
        answer id (Outcome.Fired())

    member _.Open = openOperations () |> List.map snd

    member _.Facts = [ for event in history -> event.Fact ]

    member driver.Asked =
        driver.Facts
        |> List.choose (function
            | FactCase.Scheduled operation -> Some operation
            | _ -> None)

    member driver.Applied =
        driver.Facts
        |> List.choose (function
            | FactCase.Applied effect -> Some effect
            | _ -> None)

    member driver.Activities =
        driver.Asked
        |> List.choose (function
            | OperationCase.Activity asked -> Some asked.Name
            | _ -> None)

    member _.Traces = List.ofSeq traces

    member _.Next =
        match last with
        | Some decision -> Option.ofObj decision.Next
        | None -> None

    member _.Ending = last |> Option.bind (fun decision -> Option.ofObj decision.Ending)

    member driver.Output<'T>() : 'T =
        match driver.Ending with
        | Some(EndingCase.Completed output) -> codec.Decode<'T>(output, "output")
        | other -> failwith $"did not complete: {other}"

    member driver.Failure =
        match driver.Ending with
        | Some(EndingCase.Failed failure) -> failure
        | other -> failwith $"did not fail: {other}"
