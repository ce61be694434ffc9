namespace Duroxide.Bench.Tests;

public class PercentilesTests
{
    private static readonly Percentiles Hundred = new(
        Enumerable.Range(1, 100).Reverse().Select(number => TimeSpan.FromMilliseconds(number))
    );

    [Theory]
    [InlineData(0.50, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1.00, 100)]
    [InlineData(0.00, 1)]
    public void A_percentile_is_the_duration_that_this_share_does_not_exceed(double share, double expected) =>
        Assert.Equal(expected, Hundred.Milliseconds(share));

    [Fact]
    public void One_duration_is_every_percentile() =>
        Assert.Equal(7, new Percentiles([TimeSpan.FromMilliseconds(7)]).Milliseconds(0.99));

    [Fact]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle()
    {
        Assert.Equal(2, Median.Of([3, 1, 2]));
        Assert.Equal(2.5, Median.Of([4, 1, 2, 3]));
    }
}
