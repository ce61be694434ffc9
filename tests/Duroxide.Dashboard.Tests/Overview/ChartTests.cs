namespace Duroxide.Dashboard.Tests;

public sealed class ChartTests
{
    static readonly StoreMetrics Nothing = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_line_goes_from_the_first_sample_to_the_last_and_up_to_the_highest()
    {
        var chart = Draw(0, 5, 10);

        Assert.Contains("points=\"0,69 150,36 300,3\"", chart);
        Assert.Contains("at most 10", chart);
        Assert.Contains("the last 4.0 s", chart);
    }

    [Fact]
    public void One_sample_is_a_number_and_no_line()
    {
        var chart = Draw(7);

        Assert.DoesNotContain("polyline", chart);
        Assert.Contains("<strong>7</strong>", chart);
    }

    [Fact]
    public void No_sample_is_no_number() => Assert.Contains("<strong>&#x2013;</strong>", Draw());

    static string Draw(params long[] ready) =>
        Chart
            .Of(
                "Waiting",
                "in queues",
                [
                    .. ready.Select(
                        (count, index) =>
                            new Sample(index, Noon.AddSeconds(2 * index), Nothing with { Ready = count }, null)
                    ),
                ],
                new ChartLine("ready", sample => sample.Metrics.Ready)
            )
            .ToString();
}
