namespace Duroxide.Testing.Properties

open Duroxide
open Duroxide.Testing
open FsCheck
open FsCheck.FSharp

/// What comes to an instance from outside, in this order; when it comes is up to the schedule.
type Arrivals<'Data> =
    | Arrivals of 'Data list

    /// The data in order.
    member arrivals.Data =
        let (Arrivals data) = arrivals
        data

    /// The arrivals as events, for <c>Scenario.GivenInOrder</c>. Some may come after the instance has ended, or not at all.
    member arrivals.Events(instance: InstanceId, name: string) =
        arrivals.Data
        |> List.map (fun data -> Stimulus.Raise(instance, name, data).Maybe())
        |> List.toArray

    /// The arrivals as messages in a queue, for <c>Scenario.GivenInOrder</c>. Each of them comes.
    member arrivals.Messages(instance: InstanceId, queue: string) =
        arrivals.Data
        |> List.map (fun data -> Stimulus.SendMessage(instance, queue, data))
        |> List.toArray

module internal Arrivals =
    // A scenario has room for 64 stimuli, and few are enough for every mistake in their order.
    let private most = 8

    let generator (data: Arbitrary<'Data>) =
        Gen.choose (0, most)
        |> Gen.bind (fun count -> Gen.listOfLength count data.Generator)
        |> Gen.map Arrivals

    let shrink (data: Arbitrary<'Data>) (arrivals: Arrivals<'Data>) =
        let all = arrivals.Data

        seq {
            for at in 0 .. all.Length - 1 do
                List.removeAt at all

            for at, one in List.indexed all do
                for simpler in data.Shrinker one do
                    List.updateAt at simpler all
        }
        |> Seq.map Arrivals
