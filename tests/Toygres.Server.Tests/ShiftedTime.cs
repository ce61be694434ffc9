namespace Toygres.Server.Tests;

/// <summary>The clock of the machine, put forward when a test says so.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    public void Forward(TimeSpan span) => shift += span;
}
