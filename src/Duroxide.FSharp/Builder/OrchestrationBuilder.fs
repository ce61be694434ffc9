namespace Duroxide.FSharp

// Resumable code compiles to one state machine where it is used; this file only passes it on.
#nowarn "1204" "3511" "3513"

open System
open System.Threading.Tasks
open Microsoft.FSharp.Core.CompilerServices

/// <summary>The builder of <c>orchestration { }</c> blocks. It forwards to the builder of tasks, and binds only what is durable.</summary>
/// <remarks>
/// <c>finally</c> blocks and <c>use</c> run when the block continues past them, also on each replay. They do not run where
/// an orchestration never continues: in a lost branch, after continue-as-new, when it is cancelled, when the process ends.
/// </remarks>
[<Sealed; NoEquality; NoComparison>]
type OrchestrationBuilder() =
    /// <summary>Binds an orchestration.</summary>
    member inline _.Source(orchestration: Durable<'T>) : Durable<'T> = orchestration

    /// <summary>Puts off what follows until the block runs.</summary>
    member inline _.Delay([<InlineIfLambda>] generator: unit -> TaskCode<'Whole, 'T>) : TaskCode<'Whole, 'T> =
        task.Delay generator

    /// <summary>Makes a cold orchestration of the block.</summary>
    member inline _.Run([<InlineIfLambda>] code: TaskCode<'T, 'T>) : Durable<'T> = Cold.ofTask (fun () -> task.Run code)

    // The attribute lets a loop or a branch end in do! although the block gives something else.
    /// <summary>The end of a block that gives nothing.</summary>
    [<DefaultValue>]
    member inline _.Zero() : TaskCode<'Whole, unit> = task.Zero()

    /// <summary>Ends the block with a result.</summary>
    member inline _.Return(value: 'T) : TaskCode<'T, 'T> = task.Return value

    /// <summary>Ends the block with the result of another orchestration.</summary>
    member inline _.ReturnFrom(orchestration: Durable<'T>) : TaskCode<'T, 'T> =
        task.ReturnFrom(Cold.here orchestration)

    /// <summary>Continues with the result of an orchestration.</summary>
    member inline _.Bind
        (orchestration: Durable<'Result>, [<InlineIfLambda>] next: 'Result -> TaskCode<'Whole, 'T>)
        : TaskCode<'Whole, 'T> =
        task.Bind(Cold.here orchestration, next)

    /// <summary>Starts two orchestrations one after the other, and waits for both; a failure does not cut the waiting short.</summary>
    member _.MergeSources(first: Durable<'First>, second: Durable<'Second>) : Durable<'First * 'Second> =
        Block(fun context ->
            task {
                let! struct (one, two) =
                    context.Join(Cold.branch context first, Cold.branch context second)

                return one, two
            })

    /// <summary>Starts three orchestrations one after the other, and waits for all; a failure does not cut the waiting short.</summary>
    member _.MergeSources3
        (first: Durable<'First>, second: Durable<'Second>, third: Durable<'Third>)
        : Durable<'First * 'Second * 'Third> =
        Block(fun context ->
            task {
                let! struct (one, two, three) =
                    context.Join(Cold.branch context first, Cold.branch context second, Cold.branch context third)

                return one, two, three
            })

    /// <summary>Runs one part after another.</summary>
    member inline _.Combine(first: TaskCode<'Whole, unit>, second: TaskCode<'Whole, 'T>) : TaskCode<'Whole, 'T> =
        task.Combine(first, second)

    /// <summary>Repeats a part while a condition holds.</summary>
    member inline _.While
        ([<InlineIfLambda>] condition: unit -> bool, body: TaskCode<'Whole, unit>)
        : TaskCode<'Whole, unit> =
        task.While(condition, body)

    /// <summary>Runs a part for each item of a sequence, which must be the same on every replay.</summary>
    member inline _.For
        (items: seq<'Item>, [<InlineIfLambda>] body: 'Item -> TaskCode<'Whole, unit>)
        : TaskCode<'Whole, unit> =
        task.For(items, body)

    /// <summary>Catches the failures of a part.</summary>
    member inline _.TryWith
        (body: TaskCode<'Whole, 'T>, [<InlineIfLambda>] handler: exn -> TaskCode<'Whole, 'T>)
        : TaskCode<'Whole, 'T> =
        task.TryWith(body, handler)

    /// <summary>Runs something synchronous after a part, whether it failed or not.</summary>
    member inline _.TryFinally
        (body: TaskCode<'Whole, 'T>, [<InlineIfLambda>] compensation: unit -> unit)
        : TaskCode<'Whole, 'T> =
        task.TryFinally(body, compensation)

    /// <summary>Disposes of a value after a part, whether it failed or not.</summary>
    member inline _.Using<'Resource, 'Whole, 'T when 'Resource :> IDisposable | null>
        (resource: 'Resource, [<InlineIfLambda>] body: 'Resource -> TaskCode<'Whole, 'T>)
        : TaskCode<'Whole, 'T> =
        ResumableCode.Using(resource, body)

/// <summary>The <c>orchestration { }</c> block.</summary>
[<AutoOpen>]
module OrchestrationBlock =
    /// <summary>Builds a cold orchestration of the steps in braces.</summary>
    let orchestration = OrchestrationBuilder()
