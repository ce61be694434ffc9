namespace Duroxide.FSharp

open System.Diagnostics
open Duroxide
open Duroxide.Core

// The core's unions are C# records. These patterns make them unions of F#, so that the compiler asks for every case.
// They cannot bear the names of the records, for in a pattern a type hides a module of its name.

/// <summary>The cases of what code asks for and is answered.</summary>
[<RequireQualifiedAccess>]
module OperationCase =
    /// <summary>Tells the cases apart.</summary>
    let (|Activity|Timer|Event|Message|SubOrchestration|) (operation: Operation) =
        match operation with
        | :? Operation.Activity as asked -> Activity asked
        | :? Operation.Timer as asked -> Timer asked.Delay
        | :? Operation.Event as asked -> Event asked.Name
        | :? Operation.Message as asked -> Message asked.Queue
        | :? Operation.SubOrchestration as asked -> SubOrchestration asked
        | _ -> raise (UnreachableException())

/// <summary>What code makes of the values of its instance.</summary>
[<RequireQualifiedAccess>]
type ValueCase =
    /// <summary>It stores a value under a key.</summary>
    | SetValue of key: string * value: string
    /// <summary>It removes a key; none stands for all keys.</summary>
    | ClearValue of key: string option

/// <summary>The cases of what code asks for and is never answered.</summary>
[<RequireQualifiedAccess>]
module EffectCase =
    // A pattern has seven cases at most, so that what concerns values is one.
    /// <summary>Tells the cases apart.</summary>
    let (|Cancel|StartOrchestration|Send|SetCustomStatus|SetTag|ChangeValue|Patch|) (effect: Effect) =
        match effect with
        | :? Effect.Cancel as asked -> Cancel asked.Of
        | :? Effect.StartOrchestration as asked -> StartOrchestration asked
        | :? Effect.Send as asked -> Send asked
        | :? Effect.SetCustomStatus as asked -> SetCustomStatus(Option.ofObj asked.Text)
        | :? Effect.SetTag as asked -> SetTag(asked.Name, Option.ofObj asked.Value)
        | :? Effect.SetValue as asked -> ChangeValue(ValueCase.SetValue(asked.Key, asked.Value))
        | :? Effect.ClearValue as asked -> ChangeValue(ValueCase.ClearValue(Option.ofObj asked.Key))
        | :? Effect.Patch as asked -> Patch asked.Id
        | _ -> raise (UnreachableException())

/// <summary>The cases of an operation's answer.</summary>
[<RequireQualifiedAccess>]
module OutcomeCase =
    /// <summary>Tells the cases apart.</summary>
    let (|Succeeded|Failed|Fired|) (outcome: Outcome) =
        match outcome with
        | :? Outcome.Succeeded as answer -> Succeeded answer.Result
        | :? Outcome.Failed as answer -> Failed answer.Failure
        | :? Outcome.Fired -> Fired
        | _ -> raise (UnreachableException())

/// <summary>The families of failures.</summary>
[<RequireQualifiedAccess>]
module FailureCase =
    /// <summary>Tells the families apart.</summary>
    let (|Infrastructure|Configuration|Application|Poison|) (failure: Failure) =
        match failure with
        | :? Failure.Infrastructure as known -> Infrastructure known
        | :? Failure.Configuration as known -> Configuration known
        | :? Failure.Application as known -> Application known
        | :? Failure.Poison as known -> Poison known
        | _ -> raise (UnreachableException())

/// <summary>The cases of what was tried too often.</summary>
[<RequireQualifiedAccess>]
module PoisonSubjectCase =
    /// <summary>Tells the cases apart.</summary>
    let (|Orchestration|Activity|UnreadableHistory|) (subject: PoisonSubject) =
        match subject with
        | :? PoisonSubject.Orchestration as known -> Orchestration known
        | :? PoisonSubject.Activity as known -> Activity known
        | :? PoisonSubject.UnreadableHistory as known -> UnreadableHistory known
        | _ -> raise (UnreachableException())

/// <summary>The ways in which an execution ends.</summary>
[<RequireQualifiedAccess>]
module EndingCase =
    /// <summary>Tells the ways apart.</summary>
    let (|Completed|Failed|ContinuedAsNew|) (ending: Ending) =
        match ending with
        | :? Ending.Completed as known -> Completed known.Output
        | :? Ending.Failed as known -> Failed known.Failure
        | :? Ending.ContinuedAsNew as known -> ContinuedAsNew(known.Input, Option.ofNullable known.Version)
        | _ -> raise (UnreachableException())

/// <summary>The causes outside its code for which an execution ends.</summary>
[<RequireQualifiedAccess>]
module InterruptionCase =
    /// <summary>Tells the causes apart.</summary>
    let (|CancelRequested|Diverged|GivenUp|) (interruption: Interruption) =
        match interruption with
        | :? Interruption.CancelRequested as known -> CancelRequested known.Reason
        | :? Interruption.Diverged as known -> Diverged known.Divergence
        | :? Interruption.GivenUp as known -> GivenUp known.Failure
        | _ -> raise (UnreachableException())

/// <summary>The cases of what a history event says.</summary>
[<RequireQualifiedAccess>]
module FactCase =
    /// <summary>Tells the cases apart.</summary>
    let (|Started|Scheduled|Applied|Resolved|Arrived|Interrupted|Ended|) (fact: Fact) =
        match fact with
        | :? Fact.Started as known -> Started known
        | :? Fact.Scheduled as known -> Scheduled known.Operation
        | :? Fact.Applied as known -> Applied known.Effect
        | :? Fact.Resolved as known -> Resolved(known.Of, known.Outcome)
        | :? Fact.Arrived as known -> Arrived known
        | :? Fact.Interrupted as known -> Interrupted known.Cause
        | :? Fact.Ended as known -> Ended known.Ending
        | _ -> raise (UnreachableException())

/// <summary>The cases of what reaches an instance from outside.</summary>
[<RequireQualifiedAccess>]
module DeliveryCase =
    /// <summary>Tells the cases apart.</summary>
    let (|Start|Answer|Data|Cancel|GiveUp|) (delivery: Delivery) =
        match delivery with
        | :? Delivery.Start -> Start
        | :? Delivery.Answer as known -> Answer known
        | :? Delivery.Data as known -> Data known
        | :? Delivery.Cancel as known -> Cancel known
        | :? Delivery.GiveUp as known -> GiveUp known
        | _ -> raise (UnreachableException())
