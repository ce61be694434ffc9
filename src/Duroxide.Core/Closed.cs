namespace Duroxide.Core;

// The modifier line of every union stands here alone, so that one build lane can declare them
// closed and prove every switch complete, while what ships stays on the stable language.
#if CLOSED_UNIONS
public closed partial record Operation;
public closed partial record Effect;
public closed partial record Outcome;
public closed partial record Failure;
public closed partial record PoisonSubject;
public closed partial record Ending;
public closed partial record Interruption;
public closed partial record Fact;
public closed partial record Delivery;
public closed partial record OrchestrationAction;
#else
public abstract partial record Operation;
public abstract partial record Effect;
public abstract partial record Outcome;
public abstract partial record Failure;
public abstract partial record PoisonSubject;
public abstract partial record Ending;
public abstract partial record Interruption;
public abstract partial record Fact;
public abstract partial record Delivery;
public abstract partial record OrchestrationAction;
#endif
