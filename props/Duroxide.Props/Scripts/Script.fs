namespace Duroxide.Props

open Duroxide.Core

/// How an activity is asked for.
type Manner =
    | Plain
    | Tagged
    | InSession
    | Retried
    | ShortLived

/// What a script asks for and later gets an answer to. Names are few, so that they collide often.
type Ask =
    | Work of name: string * Manner
    | Delay of minutes: int
    | Signal of name: string
    | Letter of queue: string
    | Child of name: string * id: string option * pinned: bool

/// One step of an orchestration written as data.
///
/// Every step that learns something folds it into one digest, and many asks carry the digest as their input. So a step
/// that sees anything else, or anything in another order, asks for something else.
type Step =
    /// Asks and waits for the answer; strict ones end the orchestration when the answer is a failure.
    | Call of Ask * strict: bool
    /// Asks, keeps the handle in a slot, and goes on.
    | Schedule of slot: int * Ask
    /// Waits for the handle in a slot.
    | Await of slot: int
    /// Gives the handle in a slot up.
    | Abandon of slot: int
    /// Runs branches side by side and goes on when all are through.
    | All of Step list list
    /// Runs branches side by side, goes on when one is through, and gives up all that the others asked for.
    | Race of Step list list
    /// Waits for the first of several handles and gives the others up.
    | RaceHandles of slots: int list
    | Repeat of times: int * Step list
    /// Takes one of two paths by what was learned so far.
    | Choose of Step list * Step list
    | SetValue of key: string
    /// Reads a number, adds one and writes it back.
    | Bump of key: string
    | ClearValue of key: string
    | ClearValues
    | SetTag of name: string
    | ClearTag of name: string
    | AppendStatus
    | ResetStatus
    | Detach of name: string * pinned: bool
    /// Sends to an instance, which may be this one, or nobody.
    | Tell of Channel * name: string * instance: string
    | Trace of text: string
    | Guid
    | Clock
    | Patched of patch: string * Step list * Step list
    | Deprecated of patch: string
    /// Asks for more than the limits allow, where they are tight.
    | Oversize
    | Return
    | Throw
    /// Continues as new, unless this is a late execution already; the code may go on for a while without effect.
    | ContinueAsNew of goesOn: bool * pinned: bool
    | LeaveTheDurableWorld

module Script =
    /// The steps of a script at any depth.
    let rec flatten (steps: Step list) =
        steps
        |> List.collect (fun step ->
            match step with
            | All branches
            | Race branches -> step :: List.collect flatten branches
            | Repeat(_, body) -> step :: flatten body
            | Choose(one, other)
            | Patched(_, one, other) -> step :: flatten one @ flatten other
            | _ -> [ step ])

    /// The asks of a script at any depth.
    let asks steps =
        flatten steps
        |> List.choose (fun step ->
            match step with
            | Call(ask, _)
            | Schedule(_, ask) -> Some ask
            | _ -> None)

    /// The script with other steps in the places of those that hold none.
    let rec mapSteps change (steps: Step list) =
        let inner = mapSteps change

        steps
        |> List.map (fun step ->
            match step with
            | All branches -> All(List.map inner branches)
            | Race branches -> Race(List.map inner branches)
            | Repeat(times, body) -> Repeat(times, inner body)
            | Choose(one, other) -> Choose(inner one, inner other)
            | Patched(patch, after, before) -> Patched(patch, inner after, inner before)
            | _ -> change step)

    /// The script with other asks in the places of its own.
    let mapAsks change =
        mapSteps (fun step ->
            match step with
            | Call(ask, strict) -> Call(change ask, strict)
            | Schedule(slot, ask) -> Schedule(slot, change ask)
            | _ -> step)

    let rec private lines indent (steps: Step list) =
        steps |> List.collect (fun step -> line indent step)

    and private line indent step =
        let pad = String.replicate indent "  "

        let nested name branches =
            (pad + name)
            :: (branches
                |> List.mapi (fun i branch -> $"{pad} {i}:" :: lines (indent + 2) branch)
                |> List.concat)

        match step with
        | All branches -> nested "All" branches
        | Race branches -> nested "Race" branches
        | Repeat(times, body) -> nested $"Repeat {times}" [ body ]
        | Choose(one, other) -> nested "Choose" [ one; other ]
        | Patched(patch, after, before) -> nested $"Patched {patch}" [ after; before ]
        | _ -> [ pad + sprintf "%A" step ]

    /// Shows a script as one step a line.
    let show steps = lines 0 steps |> String.concat "\n"

    /// The scripts in which one activity of the outermost steps has another name.
    let renamed (steps: Step list) : Step list seq =
        seq {
            for i in 0 .. steps.Length - 1 do
                match steps[i] with
                | Call(Work(name, manner), strict) -> List.updateAt i (Call(Work(name + "2", manner), strict)) steps
                | Schedule(slot, Work(name, manner)) -> List.updateAt i (Schedule(slot, Work(name + "2", manner))) steps
                | _ -> ()
        }

    /// The scripts that are one step smaller, or simpler in one step.
    let rec shrink (steps: Step list) : Step list seq =
        seq {
            for i in 0 .. steps.Length - 1 do
                yield List.removeAt i steps

            for i in 0 .. steps.Length - 1 do
                let splice inner =
                    List.take i steps @ inner @ List.skip (i + 1) steps

                for inner in simpler steps[i] do
                    yield splice inner
        }

    and private simpler step : Step list seq =
        let branches wrap (all: Step list list) =
            seq {
                yield! all

                for i in 0 .. all.Length - 1 do
                    if all.Length > 1 then
                        yield [ wrap (List.removeAt i all) ]

                    for smaller in shrink all[i] do
                        yield [ wrap (List.updateAt i smaller all) ]
            }

        match step with
        | All all -> branches All all
        | Race all -> branches Race all
        | Repeat(times, body) ->
            seq {
                yield body

                if times > 1 then
                    yield [ Repeat(times - 1, body) ]

                for smaller in shrink body do
                    yield [ Repeat(times, smaller) ]
            }
        | Choose(one, other) ->
            seq {
                one
                other
            }
        | Patched(_, after, before) ->
            seq {
                after
                before
            }
        | RaceHandles slots when slots.Length > 1 -> seq { [ RaceHandles slots.Tail ] }
        | Call(ask, true) -> seq { [ Call(ask, false) ] }
        | _ -> Seq.empty
