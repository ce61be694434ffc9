namespace Duroxide.Core;

/// <summary>The instance ids of children that were not given one.</summary>
internal static class ChildIds
{
    /// <summary>The part of an id that marks a child named by its parent; explicit ids may not begin with it.</summary>
    public const string Prefix = "sub::";

    /// <summary>The id of a child: the explicit one, or one made of the parent's id, execution and event.</summary>
    /// <remarks>The execution is part of it, or the children of two executions of one parent would meet in one id.</remarks>
    public static InstanceId Of(Header parent, EventId id, Operation.SubOrchestration child) =>
        child.Instance ?? new InstanceId($"{parent.Instance}::{Prefix}{parent.Execution}.{id}");
}
