namespace Duroxide.Props

open System.Collections.Generic
open Duroxide
open Duroxide.Core

/// A region of running code. What is asked for in it is given up when it loses a race.
type Scope(parent: Scope option) =
    member val Lost = false with get, set
    member val Asked = List<Handle>()

    member this.IsDead = this.Lost || (parent |> Option.exists (fun outer -> outer.IsDead))

    member this.Own handle =
        this.Asked.Add handle
        parent |> Option.iter (fun outer -> outer.Own handle)

/// Something asked for, and who waits for it.
and Handle(id: EventId, ask: Ask) =
    member _.Id = id
    member _.Ask = ask
    member val Outcome: Outcome option = None with get, set
    member val Cancelled = false with get, set
    member val IsRead = false with get, set
    member val Waiters = List<Scope * (unit -> unit)>()

/// Where a branch of a race stands. One that is out was given up, and cannot win any more.
type Standing =
    | Running
    | Through
    | Out

/// A race under way: how its branches stand, and what comes after it. Without a winner all are out.
type RunningRace =
    {
        Scope: Scope
        Standings: unit -> Standing list
        Settle: int option -> unit
    }

    member this.IsDecidable =
        let standings = this.Standings()

        not this.Scope.IsDead
        && (List.contains Through standings || List.forall ((=) Out) standings)
