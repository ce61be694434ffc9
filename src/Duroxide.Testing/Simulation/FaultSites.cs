namespace Duroxide.Testing;

/// <summary>A place in a run that is found again in another run, in which other steps come before it.</summary>
/// <param name="Call">What was called, in words; calls that look again and again do not count.</param>
/// <param name="Time">Which time it was, counted from 1.</param>
/// <param name="Later">How many steps later the place is; 0 for the call itself.</param>
sealed record FaultSite(string Call, int Time, int Later)
{
    /// <summary>Whether another place is this one, or comes soon after it.</summary>
    public bool IsReachedAt(FaultSite? here) =>
        here is not null && (here.Call, here.Time) == (Call, Time) && here.Later >= Later;
}

/// <summary>Keeps count of the calls of a run, to say of any step where it is.</summary>
sealed class FaultSites
{
    readonly Dictionary<string, int> times = new(StringComparer.Ordinal);
    FaultSite last = new("", 0, 0);

    /// <summary>Goes on to the next step, and says where it is.</summary>
    public FaultSite Pass(PendingStep pending)
    {
        if (pending is { Call: { } call, IsPoll: false })
        {
            var time = times.GetValueOrDefault(call) + 1;
            times[call] = time;
            last = new(call, time, 0);
        }
        else
        {
            last = last with { Later = last.Later + 1 };
        }
        return last;
    }
}
