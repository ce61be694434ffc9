open Duroxide
open Duroxide.FSharp
open Duroxide.Sqlite

let greet = Activity.ofFunction "greet" (fun (name: string) -> $"Hello, {name}!")

let hello =
    Orchestration.define "hello" (fun (name: string) ->
        orchestration {
            let! reader = Activity.call greet name
            and! world = Activity.call greet "world"
            return $"{reader} {world}"
        })

let run =
    task {
        use provider = new SqliteProvider("hello-fsharp.db")

        let registry =
            Registry.create [ Activity.register greet; Orchestration.register hello ]

        use! runtime = DuroxideRuntime.StartAsync(provider, registry)
        let instance = InstanceId "hello-1"
        let! _ = runtime.Client.StartOrchestrationAsync(hello, instance, "reader")
        let! greeting = runtime.Client.WaitForCompletionAsync(hello, instance)
        printfn $"{greeting}"
    }

run.GetAwaiter().GetResult()
