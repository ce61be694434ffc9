namespace Duroxide.Dashboard;

/// <summary>Says now and then that it is time to tell how far something is.</summary>
/// <param name="clock">The clock.</param>
sealed class Pace(TimeProvider clock)
{
    static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(500);

    long last = clock.GetTimestamp();

    /// <summary>Whether it is time; then it is not until half a second later.</summary>
    public bool IsDue
    {
        get
        {
            if (clock.GetElapsedTime(last) < Apart)
            {
                return false;
            }
            last = clock.GetTimestamp();
            return true;
        }
    }
}
