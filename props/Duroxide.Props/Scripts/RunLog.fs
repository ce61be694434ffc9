namespace Duroxide.Props

open System.Collections.Generic
open Duroxide.Core

/// Why a handle was given up.
type GivenUp =
    | ByItsCode
    | ByLosingAsBranch
    | ByLosingAsHandle

/// What a run of a script saw, for the laws to look at.
type RunLog() =
    /// Every answer that the core delivered, in order.
    member val Delivered = List<EventId * Outcome>()

    /// Every message that the code looked at, in order: the wait, its queue, the data.
    member val Read = List<EventId * string * string>()

    /// Every line that the code traced while its execution went on.
    member val Traced = List<string>()

    /// Every id that the code made while its execution went on.
    member val Guids = List<System.Guid>()

    /// Every step that was run, the same step as often as it was.
    member val Performed = List<Step>()

    /// Every handle that was given up, and why.
    member val GivenUp = List<EventId * GivenUp>()

    /// Where the code's own dictionary of values differed from the host's.
    member val Surprises = List<string>()
