/// The workflows of the C# samples Approval, Saga, Chat and Actor in F#.
module Tour.FSharp.Twins

open System
open Duroxide
open Duroxide.FSharp

// Approval: asks one approver after the other, and gives each a while to answer.

let private answerOf approver = $"answer-of-{approver}"

// The manager is on holiday; the director answers at once.
let sendRequest =
    Activity.define "expenses/send-request" (fun context (approver: string, _: string) ->
        task {
            match context.GetFeature<DuroxideClient>() with
            | null -> failwith "An activity of a runtime has its client."
            | client ->
                if approver = "director" then
                    let! _ =
                        client.RaiseEventAsync(context.Instance, answerOf approver, Tour.Approved approver)

                    ()
        })

let rec private ask approvers expense =
    orchestration {
        match approvers with
        | [] -> return Tour.Declined
        | approver :: others ->
            // The wait stands before the request: an event that nobody waits for is lost.
            let! answer = Handle.start (Event.wait<Tour.Answer>(answerOf approver))
            do! Activity.call sendRequest (approver, expense)
            do! CustomStatus.set $"waiting for the {approver}"

            match! race (Handle.result answer) (Timer.after (TimeSpan.FromMilliseconds 20.)) with
            | First said -> return said
            | Second() -> return! ask others expense
    }

let expenses =
    Orchestration.define "expenses/approve" (ask [ "manager"; "director" ])

// Saga: books all parts of a trip, or none.

let private booking what =
    Activity.ofFunction $"agency/book-{what}" (fun (destination: string) ->
        if what = "car" && destination = "Venice" then
            failwith "There are no cars in Venice.")

let private cancelling what =
    Activity.ofFunction $"agency/cancel-{what}" (fun (destination: string) -> printfn $"{destination}: no {what}")

/// What to do, and how to undo it.
let parts =
    [ "flight"; "hotel"; "car" ]
    |> List.map (fun what -> booking what, cancelling what)

let private patiently =
    { Activity.options with
        Retry = Some(RetryPolicy.Immediate 2)
    }

// An undo must succeed some day, so it is tried for as long as it takes.
let private stubbornly =
    { Activity.options with
        Retry = Some(RetryPolicy.Exponential(attempts = Int32.MaxValue))
    }

let trip =
    Orchestration.define "trips/book" (fun (destination: string) ->
        orchestration {
            let mutable undo = []

            try
                for book, cancel in parts do
                    // An undo is noted before its step is tried: a step that failed may have taken effect all the same.
                    undo <- cancel :: undo
                    do! Activity.callWith patiently book destination

                return "booked"
            with :? ActivityFailedException as failed ->
                for cancel in undo do
                    do! Activity.callWith stubbornly cancel destination

                return $"not booked: {failed.Failure.Message}"
        })

// Chat: what is said comes by a queue, the reply is the status, and each message has an execution of its own.

let reply =
    Activity.ofFunction "chatbot/reply" (fun (said: string, before: int) ->
        if before = 0 then
            $"Why do you say '{said}'?"
        else
            "Tell me more.")

let conversation =
    Orchestration.define "chat/conversation" (fun (before: int) ->
        orchestration {
            match! Queue.receive<string> "said" with
            | "bye" ->
                let! transcript = Value.get<string list> "transcript"
                return Option.defaultValue [] transcript
            | said ->
                let! answer = Activity.call reply (said, before)
                let! transcript = Value.get<string list> "transcript"
                do! Value.set "transcript" (Option.defaultValue [] transcript @ [ said; answer ])
                do! CustomStatus.set answer
                return! Orchestration.continueAsNew (before + 1)
        })

// Actor: one instance that lives for ever, and answers under the key that the question names.

type Message =
    | Reading of celsius: int
    | Question of key: string

type Summary =
    {
        Count: int
        Lowest: int
        Highest: int
    }

let private add celsius summary =
    {
        Count = summary.Count + 1
        Lowest = min summary.Lowest celsius
        Highest = max summary.Highest celsius
    }

let thermometer: Orchestration<Summary, unit> =
    Orchestration.define "thermometer" (fun summary ->
        orchestration {
            let mutable summary = summary

            for _ in 1..10 do
                match! Queue.receive<Message> "messages" with
                | Reading celsius -> summary <- add celsius summary
                | Question key -> do! Value.set key summary

            let! now = Orchestration.now
            let! _ = Value.prune (now - TimeSpan.FromHours 1.)
            return! Orchestration.continueAsNew summary
        })

let registry =
    Registry.create
        [
            Activity.register sendRequest
            Orchestration.register expenses
            Orchestration.register trip
            for book, cancel in parts do
                Activity.register book
                Activity.register cancel
            Activity.register reply
            Orchestration.register conversation
            Orchestration.register thermometer
        ]
