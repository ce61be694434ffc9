module Tour.FSharp.Program

open System
open Duroxide
open Tour.FSharp

let private run (client: DuroxideClient) (orchestration: Orchestration<'Input, 'Output>) (input: 'Input) =
    task {
        let instance = InstanceId orchestration.Name
        let! _ = client.StartOrchestrationAsync(orchestration, instance, input)
        let! output = client.WaitForCompletionAsync(orchestration, instance)
        printfn $"{orchestration.Name}: %A{output}"
    }

let private signalled (client: DuroxideClient) =
    task {
        let adding = InstanceId Tour.adding.Name
        let! _ = client.StartOrchestrationAsync(Tour.adding, adding, 0)

        for number in [ Some 1; Some 2; Some 3; None ] do
            let! _ = client.SendMessageAsync(adding, "numbers", number)
            ()

        let! sum = client.WaitForCompletionAsync(Tour.adding, adding)
        printfn $"adding: {sum}"
    }

let private histories (client: DuroxideClient) =
    task {
        match! client.ReadHistoryAsync(InstanceId Tour.caller.Name) with
        | null -> ()
        | history ->
            for event in history.Events do
                printfn $"{Tour.tell event.Fact}"
    }

let private chat (client: DuroxideClient) =
    task {
        let instance = InstanceId "chat"
        let! _ = client.StartOrchestrationAsync(Twins.conversation, instance, 0)

        for said in [ "good morning"; "it rains"; "bye" ] do
            let! _ = client.SendMessageAsync(instance, "said", said)
            ()

        let! transcript = client.WaitForCompletionAsync(Twins.conversation, instance)
        printfn $"chat: %A{transcript}"
    }

let private measure (client: DuroxideClient) =
    task {
        let cellar = InstanceId "cellar"

        let nothing: Twins.Summary =
            {
                Count = 0
                Lowest = 99
                Highest = -99
            }

        let! _ = client.StartOrchestrationAsync(Twins.thermometer, cellar, nothing)

        for message in
            [ for hour in 1..25 -> Twins.Reading(10 + hour % 7) ]
            @ [ Twins.Question "report" ] do
            let! _ = client.SendMessageAsync(cellar, "messages", message)
            ()

        let! summary = client.WaitForValueAsync<Twins.Summary>(cellar, "report")
        printfn $"cellar: {summary.Count} readings from {summary.Lowest} to {summary.Highest} degrees"
        let! _ = client.CancelAsync(cellar, "the cellar is sold")
        let! _ = client.WaitForEndAsync cellar
        ()
    }

let private twins () =
    task {
        use! runtime = DuroxideRuntime.StartAsync(InMemoryProvider(), Twins.registry)
        let client = runtime.Client
        do! run client Twins.expenses "conference"
        do! run client Twins.trip "Venice"
        do! chat client
        do! measure client
    }

let private tour () =
    task {
        let provider = InMemoryProvider()
        use! runtime = DuroxideRuntime.StartAsync(provider, Tour.registry)
        let client = runtime.Client
        do! run client Tour.basket [ "tea"; "pot" ]
        do! run client Tour.both ("tea", "honey")
        do! run client Tour.retried 3
        do! run client Tour.asValue 2
        do! run client Tour.compensated 2
        do! run client Tour.approval (TimeSpan.FromMilliseconds 10.)
        do! run client Tour.parent [ "tea"; "pot" ]
        let! _ = client.StartOrchestrationAsync(Tour.warehouse, InstanceId "warehouse", 1)
        do! run client Tour.buyer "tea"
        do! run client Tour.caller "tea"
        do! signalled client
        do! histories client
    }

tour().GetAwaiter().GetResult()
twins().GetAwaiter().GetResult()
