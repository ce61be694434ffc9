namespace Duroxide.Runtime;

// The modifier line of every union stands here alone: see docs/decisions/closed-unions.md.
public abstract partial record TagFilter;

public abstract partial record ClientError;

public abstract partial record OrchestrationStatus;

internal abstract partial record TurnResult;

internal abstract partial record ActivityResult;

internal abstract partial record Loaded;
