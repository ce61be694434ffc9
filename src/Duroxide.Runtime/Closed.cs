namespace Duroxide.Runtime;

// See Duroxide.Core/Closed.cs: one build lane declares the unions closed and proves every switch complete.
#if CLOSED_UNIONS
public closed partial record TagFilter;
#else
public abstract partial record TagFilter;
#endif
