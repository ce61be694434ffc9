namespace Duroxide.Core.Tests;

public sealed class TimestampTests
{
    [Fact]
    public void A_time_keeps_its_milliseconds_and_loses_what_is_finer()
    {
        var time = new DateTimeOffset(2026, 11, 21, 8, 30, 0, 123, TimeSpan.FromHours(2)).AddTicks(4567);

        var stamp = Timestamp.From(time);

        Assert.Equal("2026-11-21T06:30:00.123Z", stamp.ToString());
        Assert.Equal(stamp, Timestamp.From(stamp.ToDateTimeOffset()));
    }

    [Fact]
    public void A_delay_is_added_in_whole_milliseconds()
    {
        Assert.Equal(new Timestamp(1_001), new Timestamp(1_000).Plus(TimeSpan.FromMicroseconds(1_999)));
        Assert.Equal(new Timestamp(0), new Timestamp(1_000).Plus(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void A_delay_beyond_all_time_ends_at_its_end_and_can_be_shown()
    {
        var latest = new Timestamp(1_000).Plus(TimeSpan.MaxValue);

        Assert.Equal("9999-12-31T23:59:59.999Z", latest.ToString());
        Assert.Equal(latest, latest.Plus(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_delay_into_the_past_ends_at_the_beginning_of_time_and_can_be_shown()
    {
        Assert.Equal("0001-01-01T00:00:00.000Z", new Timestamp(0).Plus(TimeSpan.MinValue).ToString());
    }

    [Fact]
    public void The_later_of_two_is_the_greater()
    {
        Assert.Equal(new Timestamp(2), Timestamp.Later(new(1), new(2)));
        Assert.Equal(new Timestamp(2), Timestamp.Later(new(2), new(1)));
    }
}
