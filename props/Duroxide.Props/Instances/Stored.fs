namespace Duroxide.Props

open System
open FsCheck
open FsCheck.FSharp
open Duroxide
open Duroxide.Core
open Duroxide.Runtime

/// Anything that can be stored, each case of each union and each optional field.
module Stored =
    /// Any text: names, JSON, controls, and halves of characters that no encoding holds.
    let private text =
        let odd =
            Gen.elements
                [
                    "\000"
                    "\""
                    "\\"
                    "\n"
                    "\u2028"
                    "é"
                    "包"
                    "📦"
                    "\ud83d"
                    "\udce6"
                    "{\"a\":1}"
                ]

        Gen.frequency
            [
                2, Gen.elements [ ""; "a"; "charge"; "orders/fulfil"; "{\"amount\":5}" ]
                2, Gen.listOf odd |> Gen.map (String.concat "")
                1,
                Gen.choose (0, 0xFFFF)
                |> Gen.listOf
                |> Gen.map (List.map char >> Array.ofList >> String)
                1, Gen.choose (60, 5000) |> Gen.map (fun length -> String('x', length))
            ]

    let private optionalText = Gen.frequency [ 1, Gen.constant null; 2, text ]

    let private long =
        Gen.oneof
            [
                Gen.choose (0, 1000) |> Gen.map int64
                Gen.elements [ Int64.MinValue; -1L; Int64.MaxValue ]
                ArbMap.defaults |> ArbMap.generate<int64>
            ]

    let private int = ArbMap.defaults |> ArbMap.generate<int>
    let private flag = Gen.elements [ true; false ]
    let private event = Gen.map EventId long
    let private execution = Gen.map ExecutionId long
    let private time = Gen.map Timestamp long

    let private instance =
        text
        |> Gen.filter (fun name -> isNull (NameRules.Problem name))
        |> Gen.map InstanceId

    let private span = Gen.map TimeSpan.FromTicks long

    let private version =
        Gen.map2
            (fun (major, minor) suffix -> SemanticVersion(major, minor, 0, suffix))
            (Gen.two (Gen.choose (0, Int32.MaxValue)))
            (Gen.elements [ ""; "beta"; "rc.1-2" ])

    let private optional generator =
        Gen.frequency [ 1, Gen.constant (Nullable()); 2, Gen.map Nullable generator ]

    let private list generator =
        Gen.listOf generator |> Gen.map ValueList.ToValueList

    // F# cannot say that one type parameter derives from another, so the cast is left to the run.
    let private any (generator: Gen<'case>) : Gen<'union> =
        generator |> Gen.map (fun case -> unbox<'union>(box case))


    let private subject: Gen<PoisonSubject> =
        Gen.oneof
            [
                Gen.map2 (fun i e -> PoisonSubject.Orchestration(i, e)) instance execution
                |> any
                Gen.map4 (fun i e name id -> PoisonSubject.Activity(i, e, name, id)) instance execution text event
                |> any
                Gen.map3 (fun i e error -> PoisonSubject.UnreadableHistory(i, e, error)) instance execution text
                |> any
            ]

    let private application =
        gen {
            let! kind = Gen.elements (Enum.GetValues<ApplicationKind>())
            let! message = text
            let! retryable = flag
            let! errorType = optionalText
            let! details = optionalText
            return Failure.Application(kind, message, retryable, ErrorType = errorType, Details = details)
        }

    let private failure: Gen<Failure> =
        Gen.oneof
            [
                Gen.map3
                    (fun operation message retryable -> Failure.Infrastructure(operation, message, retryable))
                    text
                    text
                    flag
                |> any
                Gen.map3
                    (fun kind resource message -> Failure.Configuration(kind, resource, message))
                    (Gen.elements (Enum.GetValues<ConfigurationKind>()))
                    text
                    optionalText
                |> any
                any application
                Gen.map4
                    (fun tried most subject message -> Failure.Poison(tried, most, subject, message))
                    int
                    int
                    subject
                    text
                |> any
            ]

    let private outcome: Gen<Outcome> =
        Gen.oneof
            [
                Gen.map Outcome.Succeeded text |> any
                Gen.map Outcome.Failed failure |> any
                Gen.fresh Outcome.Fired |> any
            ]

    let private activity =
        gen {
            let! name = text
            let! input = text
            let! session = optionalText
            let! tag = optionalText
            let! attempt = Gen.oneof [ Gen.constant 1; int ]
            let! first = optional event
            let! timeToLive = optional span

            return
                Operation.Activity(
                    name,
                    input,
                    Session = session,
                    Tag = tag,
                    Attempt = attempt,
                    FirstAttempt = first,
                    TimeToLive = timeToLive
                )
        }

    let private tags =
        Gen.listOf (Gen.zip text text)
        |> Gen.map (
            List.fold
                (fun (map: ValueMap<string, string>) (name: string, value) -> map.Set(name, value))
                ValueMap<string, string>.Empty
        )

    let private child =
        gen {
            let! name = text
            let! input = text
            let! instance = optional instance
            let! version = optional version
            let! tags = tags
            return Operation.SubOrchestration(name, input, Instance = instance, Version = version, Tags = tags)
        }

    let private operation: Gen<Operation> =
        Gen.oneof
            [
                any activity
                Gen.map Operation.Timer span |> any
                Gen.map Operation.Event text |> any
                Gen.map Operation.Message text |> any
                any child
            ]

    let private start =
        gen {
            let! name = text
            let! instance = instance
            let! input = text
            let! version = optional version
            let! tags = tags
            return Effect.StartOrchestration(name, instance, input, Version = version, Tags = tags)
        }

    let private send =
        gen {
            let! instance = instance
            let! channel = Gen.elements [ Channel.Event; Channel.Queue ]
            let! name = text
            let! data = text
            return Effect.Send(instance, channel, name, data)
        }

    let private effect: Gen<Effect> =
        Gen.oneof
            [
                Gen.map Effect.Cancel event |> any
                any start
                any send
                Gen.map Effect.SetCustomStatus optionalText |> any
                Gen.map2 (fun name value -> Effect.SetTag(name, value)) text optionalText |> any
                Gen.map2 (fun key value -> Effect.SetValue(key, value)) text text |> any
                Gen.map Effect.ClearValue optionalText |> any
                Gen.map Effect.Patch text |> any
            ]

    let ending: Gen<Ending> =
        Gen.oneof
            [
                Gen.map Ending.Completed text |> any
                Gen.map Ending.Failed failure |> any
                Gen.map2 (fun input version -> Ending.ContinuedAsNew(input, version)) text (optional version)
                |> any
            ]

    let private step =
        Gen.map3 (fun id recorded asked -> AlignedStep(id, recorded, asked)) (optional event) optionalText optionalText

    let private divergence =
        gen {
            let! at = event
            let! recorded = text
            let! asked = optionalText
            let! cause = Gen.elements (Enum.GetValues<DivergenceCause>())
            let! steps = list step
            return Divergence(at, recorded, asked, cause, steps)
        }

    let private interruption: Gen<Interruption> =
        Gen.oneof
            [
                Gen.map Interruption.CancelRequested text |> any
                Gen.map Interruption.Diverged divergence |> any
                Gen.map Interruption.GivenUp failure |> any
            ]

    let private channel = Gen.elements (Enum.GetValues<Channel>())

    let private parent: Gen<ParentLink | null> =
        Gen.frequency
            [
                1, Gen.constant null
                2, Gen.map3 (fun i e id -> ParentLink(i, e, id)) instance execution event
            ]

    let private limit: Gen<HistoryLimit | null> =
        Gen.frequency
            [
                1, Gen.constant null
                1, Gen.map (fun most -> HistoryLimit(most, int64 most * 1_000L)) (Gen.choose (0, 100_000))
            ]

    let fact: Gen<Fact> =
        Gen.oneof
            [
                gen {
                    let! name = text
                    let! version = version
                    let! parent = parent
                    let! limit = limit
                    let! cancelled = optionalText
                    return Fact.Started(name, version, parent, Limit = limit, Cancelled = cancelled)
                }
                |> any
                Gen.map Fact.Scheduled operation |> any
                Gen.map Fact.Applied effect |> any
                Gen.map2 (fun id outcome -> Fact.Resolved(id, outcome)) event outcome |> any
                Gen.map3 (fun channel name data -> Fact.Arrived(channel, name, data)) channel text text
                |> any
                Gen.map Fact.Interrupted interruption |> any
                Gen.map Fact.Ended ending |> any
            ]

    /// A history in batches, as commits would write it.
    let history =
        gen {
            let! first = Gen.choose (1, 100)
            let! facts = Gen.listOf (Gen.zip time fact)
            let! size = Gen.choose (1, 4)

            let event index (time, fact) =
                HistoryEvent(EventId(int64 (first + index)), time, fact)

            return facts |> List.mapi event |> List.chunkBySize size
        }

    let delivery: Gen<Delivery> =
        Gen.oneof
            [
                Gen.fresh Delivery.Start |> any
                Gen.map3 (fun execution id outcome -> Delivery.Answer(execution, id, outcome)) execution event outcome
                |> any
                Gen.map3 (fun channel name data -> Delivery.Data(channel, name, data)) channel text text
                |> any
                Gen.map2 (fun reason from -> Delivery.Cancel(reason, From = from)) text parent
                |> any
                Gen.map3
                    (fun failure execution since -> Delivery.GiveUp(failure, Execution = execution, Since = since))
                    failure
                    (optional execution)
                    (optional time)
                |> any
            ]

    let private value =
        Gen.zip text (Gen.map2 (fun data time -> StoredValue(data, time)) text time)

    let rec private forkedFrom depth =
        gen {
            let! instance = instance
            let! execution = execution
            let! nonce = text
            let! last = event

            let! before =
                if depth = 0 then
                    Gen.constant null
                else
                    optionalFork (depth - 1)

            return ForkedFrom(instance, execution, Nonce.From nonce, last, Before = before)
        }

    and private optionalFork depth =
        Gen.oneof [ Gen.constant null; forkedFrom depth ]

    let header =
        gen {
            let! instance = instance
            let! execution = execution
            let! name = text
            let! version = optional version
            let! input = text
            let! parent = parent
            let! fork = optionalFork 2
            let! values = Gen.listOf value
            let! tags = tags
            let! status = optionalText

            let! carried =
                list (Gen.map2 (fun queue data -> CarriedMessage(queue, data)) text text)

            let set (map: ValueMap<string, StoredValue>) (key: string, value) = map.Set(key, value)

            return
                Header(
                    instance,
                    execution,
                    name,
                    version,
                    input,
                    Nonce.From input,
                    Parent = parent,
                    ForkedFrom = fork,
                    Values = List.fold set ValueMap.Empty values,
                    Tags = tags,
                    Status = status,
                    Carried = carried
                )
        }

    let work =
        Gen.map5
            (fun (name, input) orchestration version attempt first ->
                ActivityWork(name, input, orchestration, version, input, Attempt = attempt, FirstAttempt = first))
            (Gen.two text)
            text
            version
            int
            (optional event)
