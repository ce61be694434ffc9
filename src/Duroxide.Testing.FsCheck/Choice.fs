namespace Duroxide.Testing.Properties

open System
open Duroxide.Testing
open FsCheck
open FsCheck.FSharp

/// One decision on what happens next in a run. It fits any scenario: its number picks one of the moves of its kind that are
/// possible where it stands, counted round and round, and one of all where there is none of its kind.
[<RequireQualifiedAccess>]
type Choice =
    /// What a calm run does.
    | Calm
    /// An instance starts, or takes a turn on all that waits for it.
    | Turn of int
    /// A worker answers.
    | Answer of int
    /// Something comes from outside, also what need not come.
    | Arrive of int
    /// A timer fires.
    | Fire of int
    /// A turn takes only some of the messages that wait for it.
    | Part of int
    /// Something goes wrong: a crash, a lost result, or an activity that runs though it was called off.
    | Trouble of int
    /// Time passes while something takes long.
    | Delay of int

module internal Choice =
    let private among number (moves: Move seq) =
        let all = Seq.toArray moves

        if all.Length = 0 then
            None
        else
            Some all[abs (number % all.Length)]

    let private ofKind<'Kind when 'Kind :> Move> (here: EnabledMoves) =
        here.Work |> Seq.filter (fun move -> move :? 'Kind)

    let private isArrival (move: Move) = move :? Move.Give

    // What must come is work, and what may come is trouble.
    let private arrivals (here: EnabledMoves) =
        Seq.append here.Work here.Trouble |> Seq.filter isArrival

    let private starts (here: EnabledMoves) =
        here.Work |> Seq.filter (fun move -> move :? Move.Begin || move :? Move.Turn)

    let private partly number (move: Move) (here: EnabledMoves) : Move =
        match move with
        | :? Move.Turn as turn ->
            let waiting = here.World[turn.Instance].Unread

            if waiting < 2 then
                move
            else
                Move.Turn(turn.Instance, 1 + abs (number % (waiting - 1)))
        | _ -> move

    /// The move that a choice comes to; none when the run is complete.
    let move (here: EnabledMoves) choice =
        let orElse number moves =
            among number moves |> Option.orElse (among number here.Work)

        match choice with
        | Choice.Calm -> Seq.tryHead here.Work
        | Choice.Turn number -> starts here |> orElse number
        | Choice.Answer number -> ofKind<Move.Answer> here |> orElse number
        | Choice.Arrive number -> arrivals here |> orElse number
        | Choice.Fire number -> ofKind<Move.Fire> here |> orElse number
        | Choice.Part number -> starts here |> orElse number |> Option.map (fun move -> partly number move here)
        | Choice.Trouble number -> here.Trouble |> Seq.filter (isArrival >> not) |> orElse number
        | Choice.Delay number -> here.Delays |> orElse number

    let private number = Gen.choose (0, 15)

    /// Each schedule has its own temper: how eager turns, answers, arrivals, time and trouble are. Schedules of one even
    /// temper would hardly ever see a timer beat ten activities, or messages pile up.
    let temper =
        gen {
            let eager = Gen.elements [ 1; 3; 10; 30 ]
            let! turns = eager
            let! answers = eager
            let! arrivals = eager
            let! timers = eager
            let! calm = Gen.elements [ 0; 1; 3; 10 ]
            let! trouble = Gen.elements [ 0; 1; 3; 6 ]
            let! delays = Gen.elements [ 0; 0; 1; 3 ]

            return
                Gen.frequency
                    [
                        calm, Gen.constant Choice.Calm
                        turns, Gen.map Choice.Turn number
                        answers, Gen.map Choice.Answer number
                        arrivals, Gen.map Choice.Arrive number
                        timers, Gen.map Choice.Fire number
                        (turns + 2) / 3, Gen.map Choice.Part number
                        trouble, Gen.map Choice.Trouble number
                        delays, Gen.map Choice.Delay number
                    ]
        }

    let private lower case number =
        seq {
            Choice.Calm
            yield! seq { for less in 0 .. number - 1 -> case less }
        }

    // Towards calm: the plainest come first, so that shrinking ends soon.
    let simpler choice =
        match choice with
        | Choice.Calm -> Seq.empty
        | Choice.Turn number -> lower Choice.Turn number
        | Choice.Answer number -> lower Choice.Answer number
        | Choice.Arrive number -> lower Choice.Arrive number
        | Choice.Fire number -> lower Choice.Fire number
        | Choice.Part _ -> Seq.singleton Choice.Calm
        | Choice.Trouble number -> lower Choice.Trouble number
        | Choice.Delay number -> lower Choice.Delay number
