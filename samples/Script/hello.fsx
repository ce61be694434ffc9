// A workflow in a script, against a build: dotnet build samples/HelloWorld.FSharp -c Release; dotnet fsi samples/Script/hello.fsx
#I "../HelloWorld.FSharp/bin/Release/net10.0"
#r "Duroxide.Core"
#r "Duroxide"
#r "Duroxide.FSharp"
#r "Duroxide.Runtime"

open Duroxide
open Duroxide.FSharp

type Mood =
    | Cheerful
    | Tired of hours: int

let greet =
    Activity.ofFunction "greet" (fun (name: string, mood: Mood) ->
        match mood with
        | Cheerful -> $"Hello, {name}!"
        | Tired hours -> $"Good night, {name}, sleep for {hours} hours.")

let hello =
    Orchestration.define "hello" (fun (name: string) ->
        orchestration {
            let! morning = Activity.call greet (name, Cheerful)
            and! evening = Activity.call greet (name, Tired 8)
            return [ morning; evening ]
        })

let registry =
    Registry.create [ Activity.register greet; Orchestration.register hello ]

let runtime = DuroxideRuntime.StartAsync(InMemoryProvider(), registry).Result
let instance = InstanceId "hello-1"
runtime.Client.StartOrchestrationAsync(hello, instance, "script").Wait()

runtime.Client.WaitForCompletionAsync(hello, instance).Result
|> List.iter (printfn "%s")

runtime.StopAsync().Wait()
