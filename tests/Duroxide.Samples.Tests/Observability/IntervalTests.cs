namespace Observability.Tests;

public sealed class IntervalTests
{
    private static readonly Interval Between = new(
        PrometheusText.Parse(
            """
            # TYPE work_seconds histogram
            work_seconds_bucket{le="0.1"} 10 1700000000000
            work_seconds_bucket{le="1"} 10
            work_seconds_bucket{le="+Inf"} 10
            done_total{name="a, \"b\""} 90
            """
        ),
        PrometheusText.Parse(
            """
            work_seconds_bucket{le="0.1"} 20
            work_seconds_bucket{le="1"} 30
            work_seconds_bucket{le="+Inf"} 31
            done_total{name="a, \"b\"",other="x"} 110
            done_total{name="new"} 4
            waiting 1.5e+3
            """
        ),
        TimeSpan.FromSeconds(10)
    );

    [Fact]
    public void Counters_become_rates() => Assert.Equal(2, Between.Rate("done_total", ("name", "a, \"b\"")));

    [Fact]
    public void A_counter_that_began_anew_counts_from_nothing() =>
        Assert.Equal(0.4, Between.Rate("done_total", ("name", "new")));

    [Fact]
    public void Gauges_show_what_is_now() => Assert.Equal(1500, Between.Now("waiting"));

    [Fact]
    public void The_values_of_a_label_are_named() =>
        Assert.Equal(["a, \"b\"", "new"], Between.Values("done_total", "name"));

    [Theory]
    [InlineData(0.25, 0.0525)]
    [InlineData(0.75, 0.6175)]
    [InlineData(1.0, 1.0)]
    public void Quantiles_lie_within_their_bucket(double part, double expected) =>
        Assert.Equal(expected, Between.Quantile(part, "work_seconds")!.Value, 5);

    [Fact]
    public void A_histogram_that_measured_nothing_has_no_quantile() => Assert.Null(Between.Quantile(0.5, "nothing"));
}
