/// The F# library piece by piece, as docs/fsharp.md shows it.
module Tour.FSharp.Tour

open System
open System.Net.Http
open System.Threading.Tasks
open Duroxide
open Duroxide.FSharp

// Activities: a plain function, an asynchronous block, a task with the call's context.

let price =
    Activity.ofFunction "price" (fun (article: string) -> 10m * decimal article.Length)

let fetch =
    Activity.ofAsync "fetch" (fun _ (url: string) ->
        async {
            use client = new HttpClient()
            return! client.GetStringAsync url |> Async.AwaitTask
        })

let flaky =
    Activity.define "flaky" (fun context (least: int) ->
        task {
            if context.Attempt < least then
                failwith $"attempt {context.Attempt} failed"

            return context.Attempt
        })

// Orchestrations.

let basket =
    Orchestration.define "basket" (fun (articles: string list) ->
        orchestration {
            let! prices = articles |> List.map (Activity.call price) |> all
            return List.sum prices
        })

let both =
    Orchestration.define "both" (fun (left: string, right: string) ->
        orchestration {
            let! one = Activity.call price left
            and! two = Activity.call price right
            return one + two
        })

let patient =
    { Activity.options with
        Retry = Some(RetryPolicy.Fixed(TimeSpan.FromMilliseconds 1., attempts = 5))
        Timeout = Some(TimeSpan.FromSeconds 30.)
    }

let retried = Orchestration.define "retried" (Activity.callWith patient flaky)

let asValue =
    Orchestration.define "as-value" (fun (least: int) ->
        orchestration {
            match! Activity.tryCall flaky least with
            | Ok attempt -> return $"worked at attempt {attempt}"
            | Error(CallError.Failed failure) -> return $"failed: {failure.Message}"
            | Error(CallError.TimedOut after) -> return $"gave up after {after}"
        })

let compensated =
    Orchestration.define "compensated" (fun (least: int) ->
        orchestration {
            try
                let! attempt = Activity.call flaky least
                return $"worked at attempt {attempt}"
            with :? ActivityFailedException as failed ->
                let! cost = Activity.call price failed.Activity
                return $"undone for {cost}"
        })

type Answer =
    | Approved of by: string
    | Declined

let approval =
    Orchestration.define "approval" (fun (longest: TimeSpan) ->
        orchestration {
            match! race (Event.wait<Answer> "Answer") (Timer.after longest) with
            | First(Approved by) -> return $"approved by {by}"
            | First Declined -> return "declined"
            | Second() -> return "nobody answered"
        })

// The last execution gives the sum; each other one takes one message and begins the next.
let adding =
    Orchestration.define "adding" (fun (sum: int) ->
        orchestration {
            do! Value.set "sum" sum
            do! CustomStatus.set $"{sum} so far"

            match! Queue.receive<int option> "numbers" with
            | Some number -> return! Orchestration.continueAsNew (sum + number)
            | None -> return sum
        })

let parent =
    Orchestration.define "parent" (fun (articles: string list) ->
        orchestration {
            let! instance = Orchestration.instance
            let! total = SubOrchestration.call basket articles
            do! Orchestration.start basket (InstanceId $"{instance}-audit") articles
            do! Log.info $"{articles.Length} articles cost {total}"
            return total
        })

type Asked = { By: InstanceId; Article: string }

// Each execution answers one who asks, by his id; the next one begins with what is left.
let warehouse =
    Orchestration.define "warehouse" (fun (left: int) ->
        orchestration {
            let! asked = Queue.receive<Asked> "asked"
            do! Queue.send asked.By "answers" (left > 0)

            if left > 0 then
                return! Orchestration.continueAsNew (left - 1)
            else
                return asked.Article
        })

let buyer =
    Orchestration.define "buyer" (fun (article: string) ->
        orchestration {
            let! instance = Orchestration.instance
            do! Queue.send (InstanceId "warehouse") "asked" { By = instance; Article = article }
            return! Queue.receive<bool> "answers"
        })

// Written in C#'s style against the context of the C# library; the two call each other.
let inTheOtherStyle =
    Orchestration<string, decimal>(
        "other-style",
        fun context article -> task { return! context.ScheduleActivity(price, article) }
    )

let caller = Orchestration.define "caller" (SubOrchestration.call inTheOtherStyle)

// Calls an orchestration of whatever language, twice at a time.
let twice (other: Orchestration<string, decimal>) =
    Orchestration.define $"twice-{other.Name}" (fun (article: string) ->
        orchestration {
            let! one = SubOrchestration.call other article
            and! two = SubOrchestration.call other article
            return one + two
        })

let registry =
    Registry.create
        [
            Activity.register price
            Activity.register fetch
            Activity.register flaky
            Orchestration.register basket
            Orchestration.register both
            Orchestration.register retried
            Orchestration.register asValue
            Orchestration.register compensated
            Orchestration.register approval
            Orchestration.register adding
            Orchestration.register parent
            Orchestration.register warehouse
            Orchestration.register buyer
            Orchestration.register inTheOtherStyle
            Orchestration.register caller
        ]

// Histories are data; the patterns of the core's unions are complete, so the compiler asks for every case.
let tell fact =
    match fact with
    | FactCase.Started started -> $"{started.Name} began"
    | FactCase.Scheduled(OperationCase.Activity asked) -> $"asked for {asked.Name}"
    | FactCase.Scheduled _ -> "asked for something else"
    | FactCase.Applied _ -> "had an effect"
    | FactCase.Resolved(_, OutcomeCase.Succeeded text) -> $"got {text}"
    | FactCase.Resolved(_, (OutcomeCase.Failed _ | OutcomeCase.Fired)) -> "got something else"
    | FactCase.Arrived arrived -> $"received {arrived.Name}"
    | FactCase.Interrupted _ -> "was interrupted"
    | FactCase.Ended _ -> "ended"
