namespace Duroxide.Testing.Properties

open System
open Duroxide.Testing
open FsCheck
open FsCheck.FSharp

/// One decision on what happens next in a run. It fits any scenario: its number picks one of the moves that are possible
/// where it stands, counted round and round.
type Choice =
    /// The work goes on by one of the moves that it could go on by; 0 is what a calm run does.
    | Work of int
    /// A turn takes only some of the messages that wait for it.
    | Part of int
    /// Something goes wrong: a crash, a lost result, an activity that runs though it was called off, or a surprise.
    | Trouble of int

    /// What a calm run does.
    static member Calm = Work 0

module internal Choice =
    let private among number (moves: Move seq) =
        let all = Seq.toArray moves

        if all.Length = 0 then
            None
        else
            Some all[abs (number % all.Length)]

    let private partly number (move: Move) (here: EnabledMoves) =
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
        match choice with
        | Work number -> among number here.Work
        | Part number -> among 0 here.Work |> Option.map (fun move -> partly number move here)
        | Trouble number -> among number here.Trouble |> Option.orElse (among 0 here.Work)

    let generator =
        let number = Gen.choose (0, 15)

        Gen.frequency
            [
                6, Gen.constant Choice.Calm
                9, Gen.map Work number
                1, Gen.map Part number
                2, Gen.map Trouble number
            ]

    // Towards calm: the plainest come first, so that shrinking ends soon.
    let simpler choice =
        match choice with
        | Work 0 -> Seq.empty
        | Work number -> seq { for lower in 0 .. number - 1 -> Work lower }
        | Part _ -> Seq.singleton Choice.Calm
        | Trouble number ->
            seq {
                Choice.Calm
                yield! seq { for lower in 0 .. number - 1 -> Trouble lower }
            }
