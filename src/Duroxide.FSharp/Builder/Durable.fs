namespace Duroxide.FSharp

open System.ComponentModel
open System.Runtime.CompilerServices
open System.Threading.Tasks
open Duroxide

/// <summary>Something durable that gives a result: one operation, or the steps of an <c>orchestration { }</c> block.</summary>
/// <remarks>
/// It is cold: nothing happens until an orchestration that runs binds it, and each binding runs it anew. A single
/// operation stays one in a race, so that a lost race gives back what it did not read.
/// </remarks>
[<Struct; NoEquality; NoComparison>]
type Durable<'T> =
    internal
    | Ask of ask: (OrchestrationContext -> DurableTask<'T>)
    | Block of steps: (OrchestrationContext -> Task<'T>)

/// <summary>How cold orchestrations meet the context that they run in. The builder's code stands on it; yours need not.</summary>
[<EditorBrowsable(EditorBrowsableState.Never)>]
module Cold =
    /// <summary>Makes an orchestration of a task that is started when it runs.</summary>
    let ofTask (start: unit -> Task<'T>) : Durable<'T> = Block(fun _ -> start ())

    // What uses internal members of the C# library must not be inlined into assemblies that may not.

    /// <summary>Starts an orchestration in a context. Blocks that call one another without end, and wait for nothing, fail the instance.</summary>
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let start (context: OrchestrationContext) (orchestration: Durable<'T>) : Task<'T> =
        if not (RuntimeHelpers.TryEnsureSufficientExecutionStack()) then
            context.Overflow<'T>()
        else
            match orchestration with
            | Ask ask -> (ask context).AsTask()
            | Block steps -> steps context

    /// <summary>Starts an orchestration in the context of the code that is running.</summary>
    /// <exception cref="T:System.InvalidOperationException">No orchestration's code is running on this thread.</exception>
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let here (orchestration: Durable<'T>) : Task<'T> =
        start OrchestrationContext.Current orchestration

    // What takes effect at once and waits for nothing.
    let internal now (act: OrchestrationContext -> 'T) : Durable<'T> =
        Block(fun context -> Task.FromResult(act context))

    // What takes part in a race or a join; it begins with it.
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let internal branch (context: OrchestrationContext) (orchestration: Durable<'T>) : Branch<'T> =
        match orchestration with
        | Ask ask -> OrchestrationContext.Defer(fun () -> ask context)
        | Block steps -> context.Branch(fun () -> steps context)

    // What begins now and is awaited later.
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let internal handle (context: OrchestrationContext) (orchestration: Durable<'T>) : DurableTask<'T> =
        match orchestration with
        | Ask ask -> ask context
        | Block steps -> context.Begin(fun () -> steps context)
