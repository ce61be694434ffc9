module Duroxide.FSharp.Tests.ModuleTests

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp
open Expecto

let private greet =
    Activity.ofFunction "greet" (fun (name: string) -> $"Hello, {name}!")

let private child =
    Orchestration.define "child" (fun (number: int) -> orchestration { return number + 1 })

let tests =
    testList
        "Modules"
        [
            test "An activity is called with its options" {
                let options =
                    { Activity.options with
                        Session = Some "printer"
                        Tag = Some "paper"
                        TimeToLive = Some(TimeSpan.FromHours 1.)
                    }

                let driver = Driver.Of(Activity.callWith options greet "Ada")

                match driver.Asked with
                | [ OperationCase.Activity asked ] ->
                    Expect.equal asked.Name "greet" "name"
                    Expect.equal asked.Input "\"Ada\"" "input"
                    Expect.equal asked.Session "printer" "session"
                    Expect.equal asked.Tag "paper" "tag"
                    Expect.equal asked.TimeToLive (Nullable(TimeSpan.FromHours 1.)) "live"
                | other -> failwith $"{other}"
            }

            test "A call is tried again as its policy says" {
                let options =
                    { Activity.options with
                        Retry = Some(RetryPolicy.Fixed(TimeSpan.FromSeconds 1., attempts = 2))
                    }

                let driver = Driver.Of(Activity.callWith options greet "Ada")
                driver.Fail("greet", "busy")
                driver.Fire()
                driver.Complete("greet", "Hello")
                Expect.equal (driver.Output()) "Hello" "output"
            }

            test "A failure can be had as a value" {
                let driver = Driver.Of(Activity.tryCall greet "Ada")
                driver.Fail("greet", "busy")

                match driver.Output<Result<string, CallError>>() with
                | Error(CallError.Failed failure) -> Expect.equal failure.Message "busy" "failure"
                | other -> failwith $"{other}"
            }

            test "A timeout can be had as a value" {
                let options =
                    { Activity.options with
                        Timeout = Some(TimeSpan.FromSeconds 5.)
                    }

                let driver = Driver.Of(Activity.tryCallWith options greet "Ada")
                driver.Fire()

                Expect.equal
                    (driver.Output<Result<string, CallError>>())
                    (Error(CallError.TimedOut(TimeSpan.FromSeconds 5.)))
                    "output"
            }

            test "A failure of something else is not made a value" {
                let driver = Driver.Of(Orchestration.catch (Orchestration.fail "no": Durable<int>))

                Expect.equal driver.Failure.Display "no" "failure"
            }

            test "A child is run, with its options, and its failure can be had as a value" {
                let options =
                    { SubOrchestration.options with
                        Instance = Some(InstanceId "child-1")
                        Version = Some(SemanticVersion.Parse "2.0.0")
                    }

                let driver =
                    Driver.Of(
                        orchestration {
                            let! one = SubOrchestration.callWith options child 1
                            let! two = SubOrchestration.tryCall child 2
                            return one, two
                        }
                    )

                match driver.Asked with
                | [ OperationCase.SubOrchestration asked ] ->
                    Expect.equal asked.Name "child" "name"
                    Expect.equal asked.Instance (Nullable(InstanceId "child-1")) "instance"
                    Expect.equal asked.Version (Nullable(SemanticVersion.Parse "2.0.0")) "version"
                | other -> failwith $"{other}"

                driver.CompleteChild(Outcome.Succeeded "2")
                driver.CompleteChild(Outcome.Failed(Failure.Cancelled "enough"))

                match driver.Output<int * Result<int, CallError>>() with
                | 2, Error error -> Expect.equal error.Message "canceled: enough" "message"
                | other -> failwith $"{other}"
            }

            test "An independent orchestration is started" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! Orchestration.start child (InstanceId "one") 1

                            do!
                                Orchestration.startNamed
                                    "child"
                                    (Some(SemanticVersion.Parse "2.0.0"))
                                    (InstanceId "two")
                                    2
                        }
                    )

                match driver.Applied with
                | [ EffectCase.StartOrchestration one; EffectCase.StartOrchestration two ] ->
                    Expect.equal (one.Name, one.Instance.Value, one.Input) ("child", "one", "1") "name"
                    Expect.equal two.Version (Nullable(SemanticVersion.Parse "2.0.0")) "version"
                | other -> failwith $"{other}"
            }

            test "A wait that is limited ends with its answer, without one, or with an error" {
                let limited =
                    orchestration {
                        let! came = Event.tryWaitFor<int> (TimeSpan.FromDays 1.) "go"
                        let! late = Event.tryWaitFor<int> (TimeSpan.FromDays 1.) "go"
                        let! empty = Queue.tryReceiveFor<int> TimeSpan.Zero "numbers"

                        let! error =
                            Orchestration.catch (Queue.receiveFor<int> (TimeSpan.FromHours 2.) "numbers")

                        return came, late, empty, Result.mapError (fun (error: CallError) -> error.Message) error
                    }

                let driver = Driver.Of limited
                driver.Raise("go", 4)

                while driver.Ending.IsNone do
                    driver.Fire()

                Expect.equal
                    (driver.Output<int option * int option * int option * Result<int, string>>())
                    (Some 4, None, None, Error "timeout: no result within 02:00:00")
                    "output"
            }

            test "A timer waits until a moment" {
                let driver =
                    Driver.Of(
                        orchestration {
                            let! now = Orchestration.now
                            do! Timer.until (now + TimeSpan.FromDays 30.)
                            let! later = Orchestration.now
                            return later - now
                        }
                    )

                driver.Fire()
                Expect.equal (driver.Output()) (TimeSpan.FromDays 30.) "output"
            }

            test "Values are set, read, counted and cleared" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! Value.set "count" 41
                            do! Value.set "gone" "soon"
                            do! Value.clear "gone"
                            let! count = Value.get<int> "count"
                            let! gone = Value.get<string> "gone"
                            let! all = Value.all
                            do! Value.clearAll
                            let! none = Value.get<int> "count"
                            return count, gone, all.Count, none
                        }
                    )

                Expect.equal
                    (driver.Output<int option * string option * int * int option>())
                    (Some 41, None, 1, None)
                    "output"
            }

            test "Values of long ago are pruned" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! Value.set "old" 1
                            do! Timer.after (TimeSpan.FromDays 1.)
                            let! now = Orchestration.now
                            do! Value.set "new" 2
                            return! Value.prune now
                        }
                    )

                driver.Fire()
                Expect.equal (driver.Output()) 1 "output"
            }

            test "A value of another instance is found, or is none" {
                let look = Value.getFrom<int> (InstanceId "other") "count"

                let ask (answer: string | null) =
                    let driver = Driver.Of look
                    driver.Complete(ValueLookup.ActivityName, Payload(ValueLookup.Answer answer))
                    driver.Output<int option>()

                Expect.equal (ask "3") (Some 3) "value"
                Expect.equal (ask null) None "value"
            }

            test "The status is set, read and cleared" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! CustomStatus.set "half way"
                            let! half = CustomStatus.get
                            do! CustomStatus.clear
                            let! none = CustomStatus.get
                            return half, none
                        }
                    )

                Expect.equal (driver.Output<string option * string option>()) (Some "half way", None) "output"
            }

            test "Tags are set, read and cleared" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! Tag.set "customer" "acme"
                            do! Tag.set "gone" "soon"
                            do! Tag.clear "gone"
                            let! customer = Tag.get "customer"
                            let! gone = Tag.get "gone"
                            let! all = Tag.all
                            return customer, gone, all = Tag.ofSeq [ "customer", "acme" ]
                        }
                    )

                Expect.equal (driver.Output<string option * string option * bool>()) (Some "acme", None, true) "output"
            }

            test "A line is logged once" {
                let driver =
                    Driver.Of(
                        orchestration {
                            do! Log.debug "a"
                            do! Log.info "b"
                            do! Log.warn "c"
                            do! Log.error "d"
                            return! Activity.call greet "Ada"
                        }
                    )

                driver.Complete("greet", "Hello")
                Expect.sequenceEqual (driver.Traces |> List.map _.Message) [ "a"; "b"; "c"; "d" ] "lines"
            }

            test "An instance goes on with a new input" {
                let driver =
                    Driver.Of(
                        (fun round ->
                            if round = 3 then
                                Orchestration.result "done"
                            else
                                orchestration {
                                    return! Orchestration.continueAs (SemanticVersion.Parse "2.0.0") (round + 1)
                                }),
                        1
                    )

                match driver.Ending with
                | Some(EndingCase.ContinuedAsNew(input, version)) ->
                    Expect.equal input "2" "value"
                    Expect.equal version (Some(SemanticVersion.Parse "2.0.0")) "value"
                | other -> failwith $"{other}"
            }

            test "What an orchestration knows of itself is the same on every replay" {
                let driver =
                    Driver.Of(
                        orchestration {
                            let! instance = Orchestration.instance
                            let! before = Orchestration.newGuid
                            let! patched = Orchestration.patched "new-code"
                            do! Orchestration.deprecatePatch "old-code"
                            let! _ = Activity.call greet "Ada"
                            let! after = Orchestration.newGuid
                            return instance.Value, before <> after, patched
                        }
                    )

                driver.Complete("greet", "Hello")
                Expect.equal (driver.Output<string * bool * bool>()) ("instance", true, true) "output"
            }

            test "Code against the context of the C# library takes part" {
                let driver =
                    Driver.Of(
                        Orchestration.ofContext (fun context ->
                            task {
                                let! text = context.ScheduleActivity(greet, "Ada")
                                return text.Length
                            })
                        |> Orchestration.bind (fun length -> Orchestration.result (length * 2))
                    )

                driver.Complete("greet", "Hello")
                Expect.equal (driver.Output()) 10 "output"
            }

            test "A registry takes activities, versions, policies and other registries" {
                let library =
                    Registry.create
                        [
                            Activity.register greet
                            Activity.register (
                                Activity.ofAsync "async" (fun _ (number: int) -> async { return number + 1 })
                            )
                        ]

                let second = SemanticVersion.Parse "2.0.0"

                let registry =
                    Registry.create
                        [
                            Registry.merge library
                            Orchestration.register child
                            Orchestration.registerAs second child
                            Orchestration.pin SemanticVersion.Initial child
                        ]

                Expect.sequenceEqual (registry.Activities |> Seq.map _.Name) [ "async"; "greet" ] "activities asked for"

                match registry.FindOrchestration "child" with
                | null -> failwith "not registered"
                | found -> Expect.equal found.Version SemanticVersion.Initial "version"
            }

            testTask "An asynchronous activity is cancelled with its call" {
                let reached = Threading.Tasks.TaskCompletionSource()

                let waiting =
                    Activity.ofAsync "waiting" (fun _ () ->
                        async {
                            reached.SetResult()
                            do! Async.Sleep Threading.Timeout.Infinite
                            return 0
                        })

                let source = new Threading.CancellationTokenSource()

                let context =
                    ActivityContext(
                        Instance = InstanceId "instance",
                        Execution = ExecutionId.First,
                        OrchestrationName = "tested",
                        OrchestrationVersion = SemanticVersion.Initial,
                        ActivityName = "waiting",
                        Id = EventId 2L,
                        IdempotencyKey = "key",
                        CancellationToken = source.Token
                    )

                let run = waiting.Run.Invoke(context, ())
                do! reached.Task
                do! source.CancelAsync()
                let! _ = Threading.Tasks.Task.WhenAny [| run |]
                Expect.isTrue run.IsCanceled "cancelled"
            }
        ]
