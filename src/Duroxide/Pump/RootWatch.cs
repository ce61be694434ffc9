namespace Duroxide;

/// <summary>Marks the continuation that hears of the orchestration's end, so that the pump can tell it from all others.</summary>
sealed class RootWatch(Action ended)
{
    /// <summary>Says that the orchestration's method has ended, in a turn.</summary>
    public void Ended() => ended();
}
