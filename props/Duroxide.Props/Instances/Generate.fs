namespace Duroxide.Props

open FsCheck
open FsCheck.FSharp
open Duroxide.Core

/// Random cases: small scripts, few names, many collisions.
module Generate =
    let private name = Gen.elements [ "a"; "b" ]

    let private seldom = Gen.frequency [ 4, Gen.constant false; 1, Gen.constant true ]

    let private ask =
        Gen.frequency
            [
                3,
                Gen.map2
                    (fun name manner -> Work(name, manner))
                    name
                    (Gen.frequency
                        [
                            6, Gen.constant Plain
                            2, Gen.elements [ Tagged; InSession; Retried; ShortLived ]
                        ])
                2, Gen.map Delay (Gen.choose (0, 5))
                2, Gen.map Signal name
                4, Gen.map Letter name
                2,
                Gen.map3
                    (fun name id pinned -> Child(name, id, pinned))
                    name
                    (Gen.frequency [ 3, Gen.constant None; 1, Gen.constant (Some "child") ])
                    seldom
            ]

    let private slot = Gen.choose (0, 2)

    let private leaf =
        Gen.frequency
            [
                9,
                Gen.map2
                    (fun ask strict -> Call(ask, strict))
                    ask
                    (Gen.frequency [ 3, Gen.constant false; 1, Gen.constant true ])
                6, Gen.map2 (fun slot ask -> Schedule(slot, ask)) slot ask
                4, Gen.map Await slot
                2, Gen.map Abandon slot
                3, Gen.map RaceHandles (Gen.elements [ [ 0; 1 ]; [ 1; 0 ]; [ 2; 0; 1 ]; [ 0; 2 ] ])
                2, Gen.map SetValue name
                2, Gen.map Bump name
                1, Gen.map ClearValue name
                1, Gen.constant ClearValues
                2, Gen.map SetTag name
                1, Gen.map ClearTag name
                2, Gen.constant AppendStatus
                1, Gen.constant ResetStatus
                2, Gen.map2 (fun name pinned -> Detach(name, pinned)) name seldom
                2,
                Gen.map3
                    (fun channel name instance -> Tell(channel, name, instance))
                    (Gen.elements [ Channel.Event; Channel.Queue ])
                    name
                    (Gen.elements [ "i"; "child"; "nobody" ])
                2, Gen.map Trace name
                1, Gen.constant Guid
                1, Gen.constant Clock
                1, Gen.constant (Deprecated "gone")
                1, Gen.constant Oversize
                1, Gen.constant Return
                1, Gen.constant Throw
                3, Gen.map2 (fun goesOn pinned -> ContinueAsNew(goesOn, pinned)) seldom seldom
            ]

    let rec private step depth =
        if depth = 0 then
            leaf
        else
            let block = steps (1, 3) (depth - 1)
            let branches = Gen.choose (2, 3) |> Gen.bind (fun n -> Gen.listOfLength n block)

            Gen.frequency
                [
                    18, leaf
                    2, Gen.map All branches
                    4, Gen.map Race branches
                    1, Gen.map2 (fun times body -> Repeat(times, body)) (Gen.choose (2, 3)) block
                    1, Gen.map2 (fun one other -> Choose(one, other)) block block
                    1, Gen.map3 (fun patch after before -> Patched(patch, after, before)) name block block
                ]

    and private steps (least, most) depth =
        Gen.choose (least, most) |> Gen.bind (fun n -> Gen.listOfLength n (step depth))

    let private pick =
        gen {
            let! kind = Gen.choose (0, 199)
            let! index = Gen.choose (0, 59)
            let! data = Gen.choose (0, 999)
            let! minutes = Gen.frequency [ 6, Gen.choose (0, 4); 1, Gen.choose (-3, -1) ]

            return
                {
                    Kind = kind
                    Index = index
                    Data = data
                    Minutes = minutes
                }
        }

    let private turn =
        gen {
            let! fetch = Gen.choose (1, 6)

            let! fate =
                Gen.frequency
                    [
                        3, Gen.constant Hot
                        2, Gen.constant Lane
                        3, Gen.constant Cold
                        2, Gen.constant CommitFails
                    ]

            return { Fetch = fetch; Fate = fate }
        }

    let private tight =
        Gen.frequency
            [
                14, Gen.constant Nothing
                8, Gen.elements [ Values; Keys; Routing; Status; Carried; History; Asks ]
            ]

    let private early =
        Gen.frequency [ 12, Gen.constant []; 1, Gen.listOfLength 2 pick ]

    let private caseOf (steps: Gen<Step list>) (tight: Gen<Tight>) =
        gen {
            let! steps = steps
            let! tight = tight
            let! hasParent = Gen.elements [ false; true ]
            let! early = early
            let! count = Gen.choose (5, 35)
            let! picks = Gen.listOfLength count pick
            let! plan = Gen.listOfLength 40 turn
            let! kept = Gen.elements [ 0; 0; 0; 1; 4; 9 ]

            return
                {
                    Steps = steps
                    Tight = tight
                    HasParent = hasParent
                    Kept = kept
                    Early = early
                    Picks = picks
                    Plan = plan
                }
        }

    // A message that is taken while the code looks elsewhere, and then raced, given up or carried over: rare by chance.
    let private unlooked =
        gen {
            let! queue = name
            let! elsewhere = Gen.elements [ Signal "a"; Delay 1; Work("b", Plain) ]
            let! rival = Gen.elements [ Signal "b"; Delay 0; Letter "a"; Letter "b" ]

            let! last =
                Gen.elements
                    [
                        RaceHandles [ 1; 0 ]
                        RaceHandles [ 0; 1 ]
                        Abandon 0
                        ContinueAsNew(false, false)
                    ]

            return [ Schedule(0, Letter queue); Schedule(1, rival); Call(elsewhere, false); last ]
        }

    let case =
        let beginning =
            Gen.frequency [ 3, Gen.constant []; 1, unlooked; 1, Gen.constant [ Oversize ] ]

        let ending =
            Gen.frequency
                [
                    4, Gen.constant []
                    2, Gen.constant [ ContinueAsNew(false, false) ]
                    1, Gen.constant [ LeaveTheDurableWorld ]
                ]

        caseOf (Gen.map3 (fun one two three -> one @ two @ three) beginning (steps (3, 7) 3) ending) tight

    /// Scripts of children: short, and without children of their own, or there would be no end.
    let childless =
        let isLeaf (steps: Step list) =
            Script.asks steps |> List.forall (fun ask -> not ask.IsChild)
            && Script.flatten steps |> List.forall (fun step -> not step.IsDetach)

        Gen.filter isLeaf (steps (1, 4) 1)

    // Never more than one wait of a queue at a time: one per branch of a race, and none beside it.
    let private loneSteps =
        let reading =
            Gen.map (fun queue -> [ Call(Letter queue, false) ]) (Gen.constant "a")

        let other =
            Gen.elements
                [
                    [ Call(Delay 1, false) ]
                    [ Call(Work("a", Plain), false) ]
                    [ Call(Signal "a", false) ]
                ]

        let raced =
            Gen.map3
                (fun one two flip -> [ Race(if flip then [ one; two ] else [ two; one ]) ])
                reading
                other
                (Gen.elements [ true; false ])

        let handles =
            Gen.map
                (fun order -> [ Schedule(0, Letter "b"); Schedule(1, Delay 1); RaceHandles order ])
                (Gen.elements [ [ 0; 1 ]; [ 1; 0 ] ])

        let unlooked =
            Gen.map
                (fun last ->
                    [
                        Schedule(0, Letter "b")
                        Schedule(1, Work("a", Plain))
                        Call(Signal "a", false)
                        last
                    ])
                (Gen.elements [ RaceHandles [ 1; 0 ]; RaceHandles [ 0; 1 ]; Abandon 0 ])

        let part = Gen.frequency [ 3, reading; 2, other; 4, raced; 3, handles; 2, unlooked ]
        let parts = Gen.choose (2, 7) |> Gen.bind (fun n -> Gen.listOfLength n part)

        let ending =
            Gen.frequency [ 1, Gen.constant []; 3, Gen.constant [ ContinueAsNew(false, false) ] ]

        Gen.map2 (fun parts ending -> List.concat parts @ ending) parts ending

    /// Cases that are smaller in one respect.
    let shrink (case: Case) : Case seq =
        seq {
            for half in [ case.Picks.Length / 2; case.Picks.Length / 4 ] do
                if half > 0 then
                    yield
                        { case with
                            Picks = List.take half case.Picks
                        }

            for steps in Script.shrink case.Steps do
                yield { case with Steps = steps }

            for i in 0 .. case.Picks.Length - 1 do
                yield
                    { case with
                        Picks = List.removeAt i case.Picks
                    }

            for i in 0 .. case.Plan.Length - 1 do
                yield
                    { case with
                        Plan = List.removeAt i case.Plan
                    }

            if case.Tight <> Nothing then
                yield { case with Tight = Nothing }

            if case.HasParent then
                yield { case with HasParent = false }

            if case.Kept > 0 then
                yield { case with Kept = 0 }

            if not case.Early.IsEmpty then
                yield { case with Early = [] }
        }

    let arbitrary = Arb.fromGenShrink (case, shrink)

    /// Scripts in which every queue has one reader at a time.
    let loneReader = Arb.fromGen (caseOf loneSteps (Gen.constant Nothing))
