namespace Duroxide.Tests;

/// <summary>What a suspicion costs is bounded, however many instances arm their timers.</summary>
public class StackWalksTests
{
    [Fact]
    public void A_hundred_walks_are_afforded_at_once_and_then_ten_a_second()
    {
        var time = new ManualTime();
        var walks = StackWalks.Of(time);

        Assert.Equal(100, Taken(walks));
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, Taken(walks));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Taken(walks));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Taken(walks));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, Taken(walks));
    }

    [Fact]
    public void Each_clock_has_its_own_bound()
    {
        Assert.Equal(100, Taken(StackWalks.Of(new ManualTime())));
        Assert.Equal(100, Taken(StackWalks.Of(new ManualTime())));
    }

    static int Taken(StackWalks walks)
    {
        var taken = 0;
        while (walks.TryTake())
        {
            taken++;
        }
        return taken;
    }

    sealed class ManualTime : TimeProvider
    {
        long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan by) => ticks += by.Ticks;
    }
}
