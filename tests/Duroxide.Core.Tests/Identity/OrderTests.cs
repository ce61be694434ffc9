namespace Duroxide.Core.Tests;

public sealed class OrderTests
{
    [Fact]
    public void Operators_order_events_executions_and_times_as_comparing_does()
    {
        Holds(new EventId(2), new EventId(10));
        Holds(new ExecutionId(2), new ExecutionId(10));
        Holds(new Timestamp(2), new Timestamp(10));
        Assert.True(new EventId(2) < new EventId(10) && new EventId(2) <= new EventId(10));
        Assert.True(new ExecutionId(10) > new ExecutionId(2) && new ExecutionId(10) >= new ExecutionId(2));
        Assert.True(new Timestamp(2) < new Timestamp(10) && new Timestamp(10) >= new Timestamp(10));
        Assert.False(new EventId(2) > new EventId(10) || new ExecutionId(2) >= new ExecutionId(10));
        Assert.False(new Timestamp(10) < new Timestamp(10) || new Timestamp(10) <= new Timestamp(2));
    }

    static void Holds<T>(T earlier, T later)
        where T : IComparable<T> => Assert.True(earlier.CompareTo(later) < 0 && later.CompareTo(earlier) > 0);
}
