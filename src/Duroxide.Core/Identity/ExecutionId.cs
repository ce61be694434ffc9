namespace Duroxide.Core;

/// <summary>The number of one execution of an instance: 1 at the start, one more after each continue-as-new.</summary>
public readonly record struct ExecutionId(long Value) : IComparable<ExecutionId>
{
    /// <summary>The execution that every instance begins with.</summary>
    public static ExecutionId First => new(1);

    /// <summary>The execution that follows this one at continue-as-new.</summary>
    public ExecutionId Next => new(Value + 1);

    /// <summary>Orders executions from old to new.</summary>
    public int CompareTo(ExecutionId other) => Value.CompareTo(other.Value);

    /// <summary>Shows the bare number.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
