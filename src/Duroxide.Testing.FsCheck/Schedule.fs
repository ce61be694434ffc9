namespace Duroxide.Testing.Properties

open System
open Duroxide.Testing
open FsCheck
open FsCheck.FSharp

/// An interleaving: in which order workers answer, events arrive, timers fire and processes die.
/// After its choices a run continues calmly to its end, so the empty schedule is the calm run.
type Schedule =
    | Schedule of Choice list

    /// The choices in order.
    member schedule.Choices =
        let (Schedule choices) = schedule
        choices

    /// Plays a scenario by this schedule.
    member schedule.Play(scenario: Scenario) : ScenarioRun =
        let mutable left = schedule.Choices

        scenario.Steer(fun here ->
            match left with
            | choice :: rest ->
                left <- rest
                Choice.move here choice |> Option.toObj
            | [] -> null)

    /// Plays a scenario by this schedule, and throws when a law of the scenario does not hold. The message tells the run
    /// as a story with as few moves as it takes, and as a test to paste.
    member schedule.Check(scenario: Scenario) =
        let run = schedule.Play scenario

        if not run.Holds then
            raise (CounterexampleException.Shortened run)

module internal Schedule =
    // Calm choices at the end change nothing.
    let private trimmed choices =
        choices |> List.rev |> List.skipWhile ((=) Choice.Calm) |> List.rev |> Schedule

    let private without at size choices =
        List.take at choices @ List.skip (at + size) choices

    let private sizes length =
        Seq.unfold (fun size -> if size = 0 then None else Some(size, size / 2)) length

    /// Shorter schedules first, by the longest pieces; then calmer ones.
    let shrink (schedule: Schedule) =
        let choices = schedule.Choices

        seq {
            for size in sizes choices.Length do
                for at in 0..size .. choices.Length - size do
                    without at size choices

            for at, choice in List.indexed choices do
                for simpler in Choice.simpler choice do
                    List.updateAt at simpler choices
        }
        |> Seq.map trimmed
        |> Seq.filter ((<>) schedule)

    let generator = Choice.temper |> Gen.bind Gen.listOf |> Gen.map trimmed
