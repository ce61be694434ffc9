namespace Duroxide.Props

open System
open FsCheck
open FsCheck.FSharp
open Duroxide
open Duroxide.Core
open Duroxide.Sqlite

/// One case for all stores: a case of a single instance, and the scripts of its children and of those it sets off.
[<StructuredFormatDisplay("{Shown}")>]
type Family =
    {
        Case: Case
        Children: Map<string, Step list>
    }

    member this.Shown = this.Case.Shown

module Differential =
    /// All stores that there are, each beside the plain one. A new provider belongs here.
    let stores: (string * (Play -> IContender)) list =
        [
            "the simulator", (fun play -> new Simulated(play))
            "the provider in memory", (fun play -> new Provided(play, fun time -> new InMemoryProvider(time)))
            "SQLite",
            (fun play ->
                let options time =
                    SqliteOptions(SqliteOptions.InMemory, Time = time)

                new Provided(play, fun time -> new SqliteProvider(options time)))
        ]

    let private outcome (pick: Pick) data : Outcome =
        if pick.Data % 100 < 15 then
            Outcome.Failed(Failure.Application(ApplicationKind.ActivityFailed, $"failure {data}"))
        else
            Outcome.Succeeded data

    let private nth (pick: Pick) (items: 'a list) = items[pick.Index % items.Length]

    let private unasked (plain: Plain) (pick: Pick) data =
        let channel = if pick.Kind % 4 = 0 then Channel.Event else Channel.Queue
        let name = if pick.Data % 2 = 0 then "a" else "b"
        Sent(nth pick plain.Ids, Delivery.Data(channel, name, data))

    let private junk (plain: Plain) (pick: Pick) data =
        let id = nth pick plain.Ids
        let execution = ExecutionId(int64 (1 + pick.Data % 3))
        let another = ExecutionId 99L
        let of' = EventId(int64 (pick.Index % 9))

        match pick.Kind % 8 with
        | 0 -> Sent(id, Delivery.Cancel $"reason {data}")
        | 1 -> Sent(id, Delivery.Cancel("stranger", From = ParentLink(InstanceId "stranger", ExecutionId.First, of')))
        | 2 -> Sent(id, Delivery.Answer(another, of', outcome pick data))
        | 3 -> Sent(id, Delivery.Answer(another, of', Outcome.Fired()))
        | 4 -> Sent(InstanceId "nobody", Delivery.Data(Channel.Event, "a", data))
        | 5 -> Worked(id, execution, of', outcome pick data)
        | 6 -> Sent(id, Delivery.Start())
        | _ ->
            Passed(
                TimeSpan.FromMinutes(float (pick.Minutes + 4))
                + TimeSpan.FromMilliseconds 7_001.
            )

    // What somebody waits for.
    let private asked (plain: Plain) (pick: Pick) data =
        match plain.Open with
        | [] -> unasked plain pick data
        | waits ->
            match nth pick waits with
            | id, _, _, (:? Operation.Event as wait) -> Sent(id, Delivery.Data(Channel.Event, wait.Name, data))
            | id, _, _, (:? Operation.Message as wait) -> Sent(id, Delivery.Data(Channel.Queue, wait.Queue, data))
            | id, execution, of', (:? Operation.Activity) -> Worked(id, execution, of', outcome pick data)
            | _ -> Passed(plain.NextTimer |> Option.defaultValue (TimeSpan.FromMinutes 1.))

    /// Makes up what happens while the plain store lives through it, so that most of it means something.
    let private happenings (plain: Plain) (picks: Pick list) =
        let store = plain :> IContender

        let step number (pick: Pick) =
            let data = $"d{number}"

            let happening =
                if pick.Kind < 24 then junk plain pick data
                elif pick.Kind < 60 then unasked plain pick data
                else asked plain pick data

            let all =
                if pick.Data % 3 = 0 then
                    [ happening ]
                else
                    [ happening; Settled ]

            List.iter store.Happen all
            all

        store.Happen Settled
        Settled :: (picks |> List.mapi step |> List.concat)

    /// What a case is for all stores.
    let play (family: Family) =
        let setting = Case.setting None family.Case

        let silent =
            {
                Scripts = family.Children.Add("script", family.Case.Steps)
                Root = World.header setting
                Limits = setting.Limits
                Hot = family.Case.Plan |> List.map (fun turn -> turn.Fate = Hot)
                Happenings = []
            }

        { silent with
            Happenings = happenings (new Plain(silent, None)) family.Case.Picks
        }

    let private showPlay play =
        let scripts =
            play.Scripts
            |> Map.toList
            |> List.map (fun (name, steps) -> $"{name}:\n{Script.show steps}")

        let happenings = play.Happenings |> List.map (fun happening -> $"  {happening}")
        String.concat "\n" (scripts @ [ $"what happens (limits: {play.Limits}):" ] @ happenings)

    let private firstDifference name (one: Account) (other: Account) =
        let show (account: Account) id =
            account.Chapters.TryFind id
            |> Option.map (List.map Observation.showHistory >> String.concat "\n")
            |> Option.defaultValue "  there is no such instance"

        let ids = Set.union (Set.ofSeq one.Chapters.Keys) (Set.ofSeq other.Chapters.Keys)

        match
            ids
            |> Seq.tryFind (fun id -> one.Chapters.TryFind id <> other.Chapters.TryFind id)
        with
        | Some id -> $"{name} has another history of '{id}':\n{show other id}\ninstead of\n{show one id}"
        | None when one.Values <> other.Values -> $"{name} has the values {other.Values} instead of {one.Values}"
        | None when one.Statuses <> other.Statuses ->
            $"{name} has the statuses {other.Statuses} instead of {one.Statuses}"
        | None -> $"{name} has the open activities {other.Work} instead of {one.Work}"

    /// What is wrong with stores that are to be like the plain one, which may have a flaw itself.
    let differs flaw stores family =
        let play = play family

        let told (store: IContender) =
            using store (fun store -> Contender.perform store play.Happenings)

        let expected = told (new Plain(play, flaw))

        stores
        |> List.tryPick (fun (name, make) ->
            let account = told (make play)

            if account = expected then
                None
            else
                Some $"{firstDifference name expected account}\nfor\n{showPlay play}")

    // A timer that is due in the turn that asks for it may come before or after what that turn sends to its own
    // instance, and the simulator lets it come after. So no timer here is due at once.
    let private later steps =
        steps
        |> Script.mapAsks (fun ask ->
            match ask with
            | Delay 0 -> Delay 1
            | _ -> ask)

    // For the same reason nobody here sends to itself, and scenarios over every store tell of that.
    let private toOthers own other steps =
        steps
        |> Script.mapSteps (fun step ->
            match step with
            | Tell(channel, name, instance) when instance = own -> Tell(channel, name, other)
            | _ -> step)

    let family =
        let child = later >> toOthers "child" "i"

        Gen.map3
            (fun case one other ->
                {
                    Case =
                        { case with
                            Steps = later case.Steps |> toOthers "i" "child"
                        }
                    Children = Map [ "a", child one; "b", child other ]
                })
            Generate.case
            Generate.childless
            Generate.childless

    let private shrink family =
        seq {
            for case in Generate.shrink family.Case do
                yield { family with Case = case }

            for KeyValue(name, steps) in family.Children do
                for smaller in Script.shrink steps do
                    yield
                        { family with
                            Children = family.Children.Add(name, smaller)
                        }
        }

    let arbitrary = Arb.fromGenShrink (family, shrink)
