namespace Duroxide.Testing;

// The modifier line of every union stands here alone: see docs/decisions/closed-unions.md.
public abstract partial record Move;

public abstract partial record Verdict;
