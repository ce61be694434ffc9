/// Runs an Expecto test under Microsoft.Testing.Platform, so that `dotnet test` counts it.
module ExpectoPlatform

open System
open System.Collections.Generic
open System.Threading.Tasks
open Expecto
open Expecto.Impl
open Microsoft.Testing.Platform.Builder
open Microsoft.Testing.Platform.Capabilities.TestFramework
open Microsoft.Testing.Platform.Extensions
open Microsoft.Testing.Platform.Extensions.Messages
open Microsoft.Testing.Platform.Extensions.TestFramework
open Microsoft.Testing.Platform.Requests

/// Expecto colours its messages itself and can be told otherwise only by its own command line.
let private plain (text: string) =
    Text.RegularExpressions.Regex.Replace(text, "\x1b\\[[0-9;]*m", "")

type private Framework(tests: Test) =
    let name (test: FlatTest) = JoinWith.Slash.format test.name

    let node (title: string) (state: IProperty) (took: TimeSpan option) =
        let bag = PropertyBag state

        match took with
        | Some took ->
            let ended = DateTimeOffset.UtcNow
            bag.Add(TimingProperty(TimingInfo(ended - took, ended, took)))
        | None -> ()

        TestNode(Uid = TestNodeUid title, DisplayName = title, Properties = bag)

    interface IExtension with
        member _.Uid = "expecto"
        member _.Version = "1.0.0"
        member _.DisplayName = "Expecto"
        member _.Description = "Expecto on Microsoft.Testing.Platform"
        member _.IsEnabledAsync() = Task.FromResult true

    interface IDataProducer with
        member _.DataTypesProduced = [| typeof<TestNodeUpdateMessage> |]

    interface ITestFramework with
        member _.CreateTestSessionAsync _ =
            Task.FromResult(CreateTestSessionResult(IsSuccess = true))

        member _.CloseTestSessionAsync _ =
            Task.FromResult(CloseTestSessionResult(IsSuccess = true))

        member this.ExecuteRequestAsync context =
            task {
                let publish session node =
                    context.MessageBus.PublishAsync(this, TestNodeUpdateMessage(session, node))
                    |> Async.AwaitTask

                let chosen (filter: ITestExecutionFilter) =
                    match filter with
                    | :? TestNodeUidListFilter as wanted ->
                        let uids = HashSet(wanted.TestNodeUids |> Seq.map _.Value)

                        tests
                        |> Test.filter JoinWith.Slash.asString (fun path -> uids.Contains(JoinWith.Slash.format path))
                    | _ -> tests

                match context.Request with
                | :? DiscoverTestExecutionRequest as request ->
                    for test in Test.toTestCodeList (chosen request.Filter) do
                        do!
                            publish
                                request.Session.SessionUid
                                (node (name test) DiscoveredTestNodeStateProperty.CachedInstance None)
                | :? RunTestExecutionRequest as request ->
                    let tell title state took =
                        publish request.Session.SessionUid (node title state took)

                    let printer =
                        { TestPrinters.silent with
                            passed = fun title took -> tell title PassedTestNodeStateProperty.CachedInstance (Some took)
                            ignored = fun title why -> tell title (SkippedTestNodeStateProperty why) None
                            failed =
                                fun title message took ->
                                    tell title (FailedTestNodeStateProperty(plain message)) (Some took)
                            exn =
                                fun title error took ->
                                    tell title (ErrorTestNodeStateProperty(error, error.Message)) (Some took)
                        }

                    let config =
                        { ExpectoConfig.defaultConfig with
                            printer = printer
                            joinWith = JoinWith.Slash
                        }

                    let! _ = runEvalWithCancel context.CancellationToken config (chosen request.Filter)
                    ()
                | _ -> ()

                context.Complete()
            }

type private Capabilities() =
    interface ITestFrameworkCapabilities with
        member _.Capabilities = Array.empty

let run (args: string[]) (tests: Test) =
    (task {
        let! builder = TestApplication.CreateBuilderAsync args

        builder.RegisterTestFramework((fun _ -> Capabilities()), (fun _ _ -> Framework tests))
        |> ignore

        use! app = builder.BuildAsync()
        return! app.RunAsync()
    })
        .GetAwaiter()
        .GetResult()
