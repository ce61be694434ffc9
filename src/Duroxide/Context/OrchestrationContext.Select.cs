namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Makes a branch of several steps for a race; it starts with the race, and stops for good when it loses.</summary>
    /// <remarks>What a lost branch has open is cancelled. Its <c>finally</c> blocks do not run.</remarks>
    public Branch<T> Branch<T>(Func<Task<T>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return new StepsBranch<T>(steps);
    }

    /// <summary>Makes a branch of several steps that have no result.</summary>
    /// <remarks>What a lost branch has open is cancelled. Its <c>finally</c> blocks do not run.</remarks>
    public Branch<Unit> Branch(Func<Task> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return new StepsBranch<Unit>(async () =>
        {
            await steps();
            return Unit.Value;
        });
    }

    /// <summary>Waits for the first of two branches to complete, and cancels the other one.</summary>
    /// <remarks>Branches that complete at the same moment are taken in the order of the arguments. A failed branch wins too, with its exception; a cancelled one does not. When a branch cannot begin, those before it are cancelled.</remarks>
    public async Task<Either<TFirst, TSecond>> Select<TFirst, TSecond>(Branch<TFirst> first, Branch<TSecond> second)
    {
        if (!run.IsLive())
        {
            return await Never<Either<TFirst, TSecond>>();
        }
        var selection = new Selection(run);
        var one = selection.Enter(first);
        var two = selection.Enter(second);
        return await selection.Decide() == 0
            ? new Either<TFirst, TSecond>.First(await one!.Task)
            : new Either<TFirst, TSecond>.Second(await two!.Task);
    }

    /// <summary>Waits for the first of three branches to complete, and cancels the others.</summary>
    /// <remarks>Branches that complete at the same moment are taken in the order of the arguments. A failed branch wins too, with its exception; a cancelled one does not. When a branch cannot begin, those before it are cancelled.</remarks>
    public async Task<Either<TFirst, TSecond, TThird>> Select<TFirst, TSecond, TThird>(
        Branch<TFirst> first,
        Branch<TSecond> second,
        Branch<TThird> third
    )
    {
        if (!run.IsLive())
        {
            return await Never<Either<TFirst, TSecond, TThird>>();
        }
        var selection = new Selection(run);
        var one = selection.Enter(first);
        var two = selection.Enter(second);
        var three = selection.Enter(third);
        var place = await selection.Decide();
        return place == 0 ? new Either<TFirst, TSecond, TThird>.First(await one!.Task)
            : place == 1 ? new Either<TFirst, TSecond, TThird>.Second(await two!.Task)
            : new Either<TFirst, TSecond, TThird>.Third(await three!.Task);
    }

    /// <summary>Waits for the first of any number of like branches to complete, and cancels the others.</summary>
    /// <exception cref="ArgumentException">There is no branch.</exception>
    public async Task<Winner<T>> Select<T>(params IEnumerable<Branch<T>> branches)
    {
        if (!run.IsLive())
        {
            return await Never<Winner<T>>();
        }
        var selection = new Selection(run);
        var handles = selection.EnterAll(branches);
        if (handles.Count == 0)
        {
            throw new ArgumentException(
                "A select needs at least one branch, or it would wait for ever.",
                nameof(branches)
            );
        }
        var place = await selection.Decide();
        return new(place, await handles[place]!.Task);
    }
}
