module Duroxide.FSharp.Tests.ReachTests

open System
open System.Reflection
open Duroxide
open Duroxide.FSharp
open Expecto

// Every member of the C# context and what stands for it here. A new member is missed here until it has a function.
let private functions =
    [
        "AsCompleted", "Racing.eachCompleted"
        "Branch", "Racing.race"
        "ClearCustomStatus", "CustomStatus.clear"
        "ClearTag", "Tag.clear"
        "ClearValue", "Value.clear"
        "ClearValues", "Value.clearAll"
        "ContinueAsNew", "Orchestration.continueAsNew"
        "CustomStatus", "CustomStatus.get"
        "Debug", "Log.debug"
        "DeprecatePatch", "Orchestration.deprecatePatch"
        "Error", "Log.error"
        "Execution", "Orchestration.execution"
        "GetValue", "Value.get"
        "GetValueFrom", "Value.getFrom"
        "Info", "Log.info"
        "Instance", "Orchestration.instance"
        "IsReplaying", "Orchestration.isReplaying"
        "Join", "Racing.all"
        "Logger", "Log.write"
        "Name", "Orchestration.name"
        "NewGuid", "Orchestration.newGuid"
        "Patched", "Orchestration.patched"
        "PruneValues", "Value.prune"
        "RaiseEvent", "Event.raise"
        "ReceiveMessage", "Queue.receiveFor"
        "ScheduleActivity", "Activity.callWith"
        "ScheduleSubOrchestration", "SubOrchestration.callWith"
        "ScheduleTimer", "Timer.after"
        "ScheduleTimerUntil", "Timer.until"
        "ScheduleWait", "Event.waitFor"
        "Select", "Racing.any"
        "SendMessage", "Queue.send"
        "SetCustomStatus", "CustomStatus.set"
        "SetTag", "Tag.set"
        "SetValue", "Value.set"
        "StartOrchestration", "Orchestration.start"
        "Tags", "Tag.all"
        "Trace", "Log.write"
        "UtcNow", "Orchestration.now"
        "Values", "Value.all"
        "Version", "Orchestration.version"
        "Warn", "Log.warn"
    ]

let private membersOf (known: Type) =
    known.GetMembers(BindingFlags.Public ||| BindingFlags.Instance ||| BindingFlags.DeclaredOnly)
    |> Array.filter (fun each ->
        match each with
        | :? MethodInfo as each -> not each.IsSpecialName
        | :? PropertyInfo -> true
        | _ -> false)
    |> Array.map _.Name
    |> Array.distinct
    |> Array.sort

// A module that has a type's name is compiled under a longer one.
let private isThere (name: string) =
    let parts = name.Split '.'

    typeof<CallError>.Assembly.GetExportedTypes()
    |> Array.exists (fun known ->
        (known.Name = parts[0] || known.Name = $"{parts[0]}Module")
        && known.GetMember(parts[1], BindingFlags.Public ||| BindingFlags.Static).Length > 0)

let tests =
    testList
        "Reach"
        [
            test "Every member of the context has a function" {
                Expect.sequenceEqual
                    (functions |> List.map fst |> Array.ofList)
                    (membersOf typeof<OrchestrationContext>)
                    "list"

                Expect.isEmpty (functions |> List.map snd |> List.filter (isThere >> not)) "value"
            }

            test "Every option of a call has a field" {
                let settings (options: Type) =
                    options.GetProperties(BindingFlags.Public ||| BindingFlags.Instance)
                    |> Array.map _.Name
                    |> Array.sort

                Expect.sequenceEqual
                    (settings typeof<Activity.Options>)
                    (settings typeof<Duroxide.ActivityOptions>)
                    "options"

                Expect.sequenceEqual
                    (settings typeof<SubOrchestration.Options>)
                    (settings typeof<Duroxide.SubOrchestrationOptions>)
                    "options"
            }
        ]
