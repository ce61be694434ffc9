namespace Duroxide.Props

open Duroxide
open Duroxide.Core

/// What becomes of a turn: its program stays in memory, is dropped after the commit, or the commit fails.
/// In a lane a program in memory takes answers alone, as many as come first; where it cannot, the turn is hot.
type Fate =
    | Hot
    | Lane
    | Cold
    | CommitFails

/// A turn of the plan: how many arrivals it fetches, and what becomes of it.
type Turn = { Fetch: int; Fate: Fate }

/// One execution as the store has it in the end.
type Chapter =
    {
        Header: Header
        History: HistoryEvent list
    }

/// All that can be seen of an instance from outside, and all that it left in the store.
type Story =
    {
        Chapters: Chapter list
        Decisions: Decision list
        Traces: TraceLine list
        Actions: (ExecutionId * OrchestrationAction) list
        Status: string option
        Values: Map<string, StoredValue>
        Tags: Map<string, string>
        /// What the store has in the end for an instance that lives: data for which there was no room.
        Left: Arrival list
    }
