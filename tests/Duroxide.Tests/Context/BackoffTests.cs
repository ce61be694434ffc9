namespace Duroxide.Tests;

public class BackoffTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void By_default_three_attempts_back_off_exponentially_from_100_ms()
    {
        var policy = new RetryPolicy();

        Assert.Equal(3, policy.MaxAttempts);
        Assert.Equal(
            [100, 200, 400],
            Enumerable.Range(1, 3).Select(attempt => policy.Backoff.After(attempt).TotalMilliseconds)
        );
        Assert.Equal(TimeSpan.FromSeconds(30), policy.Backoff.After(1000));
        Assert.Equal(policy, RetryPolicy.Exponential());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Less_than_one_attempt_is_refused(int attempts) =>
        Assert.Contains(
            "at least 1 attempt",
            Assert.Throws<ArgumentOutOfRangeException>(() => RetryPolicy.Immediate(attempts)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_jitter_that_is_no_part_is_refused(double jitter) =>
        Assert.Contains(
            "from 0 for none to 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy { Jitter = jitter }).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void None_waits_not_at_all() => Assert.Equal(TimeSpan.Zero, new Backoff.None().After(7));

    [Fact]
    public void Fixed_waits_equally_long() => Assert.Equal(Second, new Backoff.Fixed(Second).After(7));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    [InlineData(int.MaxValue, 3)]
    public void Linear_grows_by_a_step_up_to_its_maximum(int attempt, int seconds) =>
        Assert.Equal(Second * seconds, new Backoff.Linear(Second, Second * 3).After(attempt));

    [Fact]
    public void A_delay_beyond_the_longest_time_is_the_longest_time() =>
        Assert.Equal(
            TimeSpan.MaxValue,
            new Backoff.Exponential(TimeSpan.FromDays(10_000_000), 2, TimeSpan.MaxValue).After(5)
        );

    [Theory]
    [InlineData(3.0, 3, 9)]
    [InlineData(1.0, 1000, 1)]
    [InlineData(2.0, 1000, 60)]
    public void Exponential_is_multiplied_up_to_its_maximum(double factor, int attempt, int seconds) =>
        Assert.Equal(Second * seconds, new Backoff.Exponential(Second, factor, TimeSpan.FromMinutes(1)).After(attempt));

    [Fact]
    public void A_first_delay_of_zero_stays_zero() =>
        Assert.Equal(TimeSpan.Zero, new Backoff.Exponential(TimeSpan.Zero, 2, Second).After(int.MaxValue));
}
