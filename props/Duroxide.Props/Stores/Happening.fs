namespace Duroxide.Props

open System
open Duroxide
open Duroxide.Core

/// Something that happens to a store with instances in it. Everything is named, so that each store can be told the same.
type Happening =
    /// Something is sent to an instance.
    | Sent of InstanceId * Delivery
    /// A worker ends an activity. It may have been called off, or have ended before.
    | Worked of InstanceId * ExecutionId * EventId * Outcome
    /// Every instance with something to react to takes turns until there is nothing more.
    | Settled
    /// All turns are taken, then time passes.
    | Passed of TimeSpan

/// What a store says of itself in the end.
type Account =
    {
        Chapters: Map<InstanceId, Chapter list>
        Values: Map<InstanceId, Map<string, StoredValue>>
        Statuses: Map<InstanceId, string>
        /// The activities that still wait for a worker.
        Work: Set<InstanceId * ExecutionId * EventId>
    }

/// What one case is made of: the scripts by their names, where they run, and what happens.
type Play =
    {
        Scripts: Map<string, Step list>
        Root: Header
        Limits: Limits
        /// Which turns find their program in memory, one after the other, and then all.
        Hot: bool list
        Happenings: Happening list
    }

/// One way to keep instances, fresh for each case.
type IContender =
    inherit IDisposable
    abstract Happen: Happening -> unit
    abstract Account: unit -> Account

/// What all contenders have in common.
module Contender =
    let birth = Timestamp 1_000_000L

    let program play (header: Header) : IProgram =
        Interpreter(play.Scripts[header.Name], RunLog())

    /// What a parent hears whose child cannot have its id.
    let takenId (child: Header) : Failure =
        Failure.Application(
            ApplicationKind.OrchestrationFailed,
            $"sub-orchestration {child.Name} cannot start: instance '{child.Instance}' exists already"
        )

    /// A header as a registry would resolve it that has every version.
    let resolved (header: Header) =
        if header.Version.HasValue then
            header
        else
            World.versioned header SemanticVersion.Initial

    /// Tells a contender everything that happens, and hears what became of it.
    let perform (contender: IContender) happenings =
        for happening in happenings do
            contender.Happen happening

        contender.Happen Settled
        contender.Account()
