namespace Duroxide;

/// <summary>The part of an orchestration that wins or loses together: the whole of it, or one branch of a select.</summary>
sealed class Scope(Pump pump, Scope? parent, long number)
{
    readonly HashSet<Scope> children = [];
    readonly HashSet<PendingOperation> held = [];
    bool lost;
    bool completed;

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

    /// <summary>The steps that run in this branch; null for the orchestration as a whole.</summary>
    public Pending? Owner { get; set; }

    /// <summary>This branch, or once it has completed the one that takes over what its code still does.</summary>
    public Scope Effective
    {
        get
        {
            var scope = this;
            while (scope.completed)
            {
                scope = scope.Parent!;
            }
            return scope;
        }
    }

    Scope? Parent { get; } = parent;

    Scope? Enclosing => Parent?.Effective;

    long Number { get; } = number;

    /// <summary>Opens a branch within this one.</summary>
    public Scope Child()
    {
        var child = new Scope(Pump, this, Pump.NextScope());
        children.Add(child);
        return child;
    }

    /// <summary>Takes charge of an operation: if the branch loses, it is cancelled.</summary>
    public void Hold(PendingOperation operation) => held.Add(operation);

    /// <summary>Lets go of an operation that needs no cancelling any more.</summary>
    public void Release(PendingOperation operation) => held.Remove(operation);

    /// <summary>Ends this branch as lost: nothing of it runs on, and all that it has open is cancelled in order of the ids.</summary>
    /// <remarks>The caller cancels this scope's owner; owners of nested scopes are cancelled here.</remarks>
    public void Lose()
    {
        if (lost)
        {
            return;
        }
        lost = true;
        Enclosing?.children.Remove(this);
        var open = new List<PendingOperation>();
        var within = new List<Scope>();
        Collect(open, within);
        open.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        foreach (var operation in open)
        {
            operation.CancelAsLost();
        }
        within.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        foreach (var branch in within)
        {
            branch.Owner?.CancelAsLost();
        }
    }

    /// <summary>Ends this branch as completed: what it left open now belongs to the scope around it.</summary>
    public void Complete()
    {
        if (Enclosing is not { } enclosing || !enclosing.children.Remove(this))
        {
            return;
        }
        completed = true;
        foreach (var operation in held)
        {
            operation.MoveTo(enclosing);
        }
        held.Clear();
        enclosing.children.UnionWith(children);
        children.Clear();
    }

    void Collect(List<PendingOperation> open, List<Scope> within)
    {
        open.AddRange(held);
        within.AddRange(children);
        foreach (var child in children)
        {
            child.Collect(open, within);
        }
    }
}
