namespace Duroxide;

/// <summary>Which of two branches won, with its result.</summary>
public partial record Either<TFirst, TSecond>
{
    Either() { }

    /// <summary>The first branch won.</summary>
    /// <param name="Value">Its result.</param>
    public sealed record First(TFirst Value) : Either<TFirst, TSecond>;

    /// <summary>The second branch won.</summary>
    /// <param name="Value">Its result.</param>
    public sealed record Second(TSecond Value) : Either<TFirst, TSecond>;

    /// <summary>The winner's place among the arguments, counted from 0.</summary>
    public int Index =>
        this switch
        {
            First => 0,
            Second => 1,
        };

    /// <summary>Calls the function of the branch that won, with its result.</summary>
    public TResult Match<TResult>(Func<TFirst, TResult> first, Func<TSecond, TResult> second) =>
        this switch
        {
            First won => first(won.Value),
            Second won => second(won.Value),
        };
}

/// <summary>Which of three branches won, with its result.</summary>
public partial record Either<TFirst, TSecond, TThird>
{
    Either() { }

    /// <summary>The first branch won.</summary>
    /// <param name="Value">Its result.</param>
    public sealed record First(TFirst Value) : Either<TFirst, TSecond, TThird>;

    /// <summary>The second branch won.</summary>
    /// <param name="Value">Its result.</param>
    public sealed record Second(TSecond Value) : Either<TFirst, TSecond, TThird>;

    /// <summary>The third branch won.</summary>
    /// <param name="Value">Its result.</param>
    public sealed record Third(TThird Value) : Either<TFirst, TSecond, TThird>;

    /// <summary>The winner's place among the arguments, counted from 0.</summary>
    public int Index =>
        this switch
        {
            First => 0,
            Second => 1,
            Third => 2,
        };

    /// <summary>Calls the function of the branch that won, with its result.</summary>
    public TResult Match<TResult>(
        Func<TFirst, TResult> first,
        Func<TSecond, TResult> second,
        Func<TThird, TResult> third
    ) =>
        this switch
        {
            First won => first(won.Value),
            Second won => second(won.Value),
            Third won => third(won.Value),
        };
}

/// <summary>Which of any number of like branches won, with its result.</summary>
/// <param name="Index">The winner's place among the arguments, counted from 0.</param>
/// <param name="Value">Its result.</param>
public readonly record struct Winner<T>(int Index, T Value);
