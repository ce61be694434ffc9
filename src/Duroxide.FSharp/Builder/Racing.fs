namespace Duroxide.FSharp

open Duroxide
open Duroxide.FSharp

/// <summary>Which of two orchestrations won a race, with its result.</summary>
type Raced<'First, 'Second> =
    /// <summary>The first one won.</summary>
    | First of 'First
    /// <summary>The second one won.</summary>
    | Second of 'Second

/// <summary>Several orchestrations at a time: the first to complete, or all of them.</summary>
/// <remarks>
/// They begin in their order. Of those that complete at the same moment the first in order wins; a failure wins too. What
/// a lost one has open is cancelled, a message that it did not read goes back to its queue, and it never runs on.
/// </remarks>
[<AutoOpen>]
module Racing =
    /// <summary>Waits for the first of two to complete, and cancels the other one.</summary>
    let race (first: Durable<'First>) (second: Durable<'Second>) : Durable<Raced<'First, 'Second>> =
        Block(fun context ->
            task {
                let! winner = context.Select(Cold.branch context first, Cold.branch context second)
                return winner.Match(First, Second)
            })

    /// <summary>Waits for the first of three to complete, and cancels the others.</summary>
    let race3
        (first: Durable<'First>)
        (second: Durable<'Second>)
        (third: Durable<'Third>)
        : Durable<Choice<'First, 'Second, 'Third>> =
        Block(fun context ->
            task {
                let! winner =
                    context.Select(Cold.branch context first, Cold.branch context second, Cold.branch context third)

                return winner.Match(Choice1Of3, Choice2Of3, Choice3Of3)
            })

    /// <summary>Waits for the first of any number to complete, and cancels the others; gives its place, counted from 0, and its result.</summary>
    /// <exception cref="T:System.ArgumentException">There is none.</exception>
    let any (orchestrations: Durable<'T> list) : Durable<int * 'T> =
        Block(fun context ->
            task {
                let! winner = context.Select(orchestrations |> List.map (Cold.branch context))
                return winner.Index, winner.Value
            })

    /// <summary>Waits for all, and gives their results in their order; a failure does not cut the waiting short, the first in order is raised at the end.</summary>
    let all (orchestrations: Durable<'T> list) : Durable<'T list> =
        Block(fun context ->
            task {
                let! results = context.Join(orchestrations |> List.map (Cold.branch context))
                return List.ofArray results
            })

    /// <summary>Begins all at once, and handles the results one after the other in the order in which they come.</summary>
    let eachCompleted (handle: 'T -> Durable<unit>) (orchestrations: Durable<'T> list) : Durable<unit> =
        Block(fun context ->
            task {
                let begun = orchestrations |> List.map (Cold.handle context)
                use completed = context.AsCompleted(begun).GetAsyncEnumerator()
                let! first = completed.MoveNextAsync()
                let mutable more = first

                while more do
                    let! result = completed.Current
                    do! Cold.start context (handle result)
                    let! next = completed.MoveNextAsync()
                    more <- next
            })
