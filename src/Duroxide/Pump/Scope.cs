namespace Duroxide;

/// <summary>The part of an orchestration that wins or loses together: the whole of it, or one branch of a select.</summary>
sealed class Scope(Pump pump, Scope? parent)
{
    readonly HashSet<Scope> children = [];
    readonly HashSet<PendingOperation> held = [];
    bool lost;

    public Pump Pump { get; } = pump;

    /// <summary>Whether this branch or one around it has lost; its code never runs on.</summary>
    public bool IsLost
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.Parent)
            {
                if (scope.lost)
                {
                    return true;
                }
            }
            return false;
        }
    }

    Scope? Parent { get; } = parent;

    /// <summary>Opens a branch within this one.</summary>
    public Scope Child()
    {
        var child = new Scope(Pump, this);
        children.Add(child);
        return child;
    }

    /// <summary>Takes charge of an operation: if the branch loses, it is cancelled.</summary>
    public void Hold(PendingOperation operation) => held.Add(operation);

    /// <summary>Lets go of an operation that needs no cancelling any more.</summary>
    public void Release(PendingOperation operation) => held.Remove(operation);

    /// <summary>Ends this branch as lost: nothing of it runs on, and all that it has open is cancelled in order of the ids.</summary>
    public void Lose()
    {
        if (lost)
        {
            return;
        }
        lost = true;
        Parent?.children.Remove(this);
        var open = new List<PendingOperation>();
        Collect(open);
        open.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        foreach (var operation in open)
        {
            operation.CancelAsLost();
        }
    }

    /// <summary>Ends this branch as completed: what it left open now belongs to the scope around it.</summary>
    public void Dissolve()
    {
        if (Parent is null || !Parent.children.Remove(this))
        {
            return;
        }
        foreach (var operation in held)
        {
            operation.MoveTo(Parent);
        }
        held.Clear();
        Parent.children.UnionWith(children);
        children.Clear();
    }

    void Collect(List<PendingOperation> open)
    {
        open.AddRange(held);
        foreach (var child in children)
        {
            child.Collect(open);
        }
    }
}
