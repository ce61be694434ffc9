namespace Duroxide.Core;

/// <summary>The instance ids of children that were not given one.</summary>
internal static class ChildIds
{
    /// <summary>The part of an id that marks a child named by its parent; explicit ids may not begin with it.</summary>
    public const string Prefix = "sub::";

    const int Digits = 16;

    /// <summary>The id of a child: the explicit one, or the parent's id, execution and event, and digits that no other life of the parent has.</summary>
    /// <remarks>The execution is part of it, or the children of two executions of one parent would meet in one id.</remarks>
    public static InstanceId Of(Header parent, EventId id, Operation.SubOrchestration child) =>
        child.Instance ?? Of(Self.Of(parent, id), id);

    static InstanceId Of(Self parent, EventId id) =>
        new($"{parent.Instance}::{Prefix}{parent.Execution}.{id}-{Suffix(parent, id)}");

    static string Suffix(Self parent, EventId id) =>
        DerivedId.Of(parent.Nonce, DerivedUse.ChildInstance, parent.Execution, id).ToString("N")[..Digits];
}
