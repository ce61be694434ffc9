namespace Duroxide;

// The modifier line of each union, so that one build lane can declare them closed.
#if CLOSED_UNIONS
public closed partial record Either<TFirst, TSecond>;
public closed partial record Either<TFirst, TSecond, TThird>;
public closed partial record Backoff;
#else
public abstract partial record Either<TFirst, TSecond>;
public abstract partial record Either<TFirst, TSecond, TThird>;
public abstract partial record Backoff;
#endif
