using Duroxide.Testing;

namespace Duroxide.Runtime.Tests;

public sealed class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(45)]
    [InlineData(50)]
    [InlineData(3000)]
    public void A_delay_may_be_longer_than_a_timer_of_the_framework(int days)
    {
        var time = new VirtualTimeProvider();
        var delay = time.DelayAsync(TimeSpan.FromDays(days), CancellationToken.None);

        time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);

        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_delay_that_is_longer_than_a_timer_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var delay = new VirtualTimeProvider().DelayAsync(TimeSpan.MaxValue, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
    }
}
