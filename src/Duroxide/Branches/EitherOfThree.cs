namespace Duroxide;

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

    /// <summary>Goes on with the winner's result.</summary>
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
