namespace Duroxide;

/// <summary>The synchronization context of one callback; what is captured in it comes back to its branch.</summary>
/// <remarks>
/// Each callback gets an instance of its own. The framework runs a continuation inline only where the current context is
/// the captured instance, so with fresh ones every continuation is queued, and their order does not depend on the stack.
/// </remarks>
sealed class PumpContext : SynchronizationContext
{
    public PumpContext(Pump pump, Scope scope)
    {
        Pump = pump;
        Scope = scope;
        SetWaitNotificationRequired();
    }

    public Pump Pump { get; }

    public Scope Scope { get; }

    public override void Post(SendOrPostCallback callback, object? state) =>
        Pump.Enqueue(new(Scope, callback, state, null));

    public override void Send(SendOrPostCallback callback, object? state)
    {
        if (Pump.IsOnTurn)
        {
            callback(state);
        }
        else
        {
            Pump.ReportForeign(Escape.ForeignThread);
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    public override void OperationStarted() { }

    public override void OperationCompleted() { }

    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        var tolerance = (int)Math.Min(Pump.Options.BlockingTolerance.TotalMilliseconds, int.MaxValue);
        if (millisecondsTimeout != Timeout.Infinite && millisecondsTimeout <= tolerance)
        {
            return WaitHelper(waitHandles, waitAll, millisecondsTimeout);
        }
        var signalled = WaitHelper(waitHandles, waitAll, tolerance);
        if (signalled != WaitHandle.WaitTimeout)
        {
            return signalled;
        }
        Pump.Suspect(Suspicion.Blocked);
        Pump.ThrowIfStrict();
        var rest = millisecondsTimeout == Timeout.Infinite ? Timeout.Infinite : millisecondsTimeout - tolerance;
        return WaitHelper(waitHandles, waitAll, rest);
    }
}
