using Toygres.Web.Parts;

namespace Toygres.Web.Tests.Parts;

public class HealthLineTests
{
    private static readonly InstanceName Orders = InstanceName.Parse("orders-1f00ba42");
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_line_ends_where_the_instance_did_not_answer()
    {
        var line = HealthLine.Of([Look(90, 10), Look(60, null), Look(30, 5), Look(0, 10)]);

        Assert.Equal(["0,4 200,47", "600,4"], line.Lines);
        Assert.Equal(["400"], line.Outages);
        Assert.Equal(TimeSpan.FromSeconds(90), line.Length);
        Assert.Equal("It did not answer at 1 of 4 looks.", line.Told);
    }

    [Fact]
    public void One_look_is_a_point_at_the_end()
    {
        var line = HealthLine.Of([Look(0, 0.2)]);

        Assert.Equal(["600,72.8"], line.Lines);
        Assert.Equal("1", line.Most);
    }

    [Fact]
    public void Nothing_is_drawn_of_nothing() => Assert.Empty(HealthLine.Of([]).Lines);

    private static HealthCheck Look(int second, double? milliseconds) =>
        new(Orders, milliseconds is null ? Health.Unhealthy : Health.Healthy, Noon.AddSeconds(second))
        {
            Pulse = milliseconds is { } took ? new("PostgreSQL 15.8", took, 1, false) : null,
        };
}
