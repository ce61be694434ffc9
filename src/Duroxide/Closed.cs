namespace Duroxide;

// The modifier line of every union stands here alone: see docs/decisions/closed-unions.md.
public abstract partial record Either<TFirst, TSecond>;

public abstract partial record Either<TFirst, TSecond, TThird>;

public abstract partial record Backoff;
