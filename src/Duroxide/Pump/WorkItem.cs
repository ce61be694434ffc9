namespace Duroxide;

/// <summary>A callback or a task that waits for its place in the queue.</summary>
readonly record struct WorkItem(Scope Scope, SendOrPostCallback? Callback, object? State, Task? Task);
