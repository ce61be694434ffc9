using Toygres.Cli;
using Toygres.Server.Contracts;

namespace Toygres.Server.Tests.Cli;

/// <summary>What <c>watch</c> tells.</summary>
public class FleetNewsTests
{
    [Fact]
    public void What_is_as_it_was_is_told_once()
    {
        var news = new FleetNews();

        Assert.Equal("orders-1f00ba42: running, healthy", news.Tell(Of("healthy", looks: 1)));
        Assert.Null(news.Tell(Of("healthy", looks: 2)));
        Assert.Equal("orders-1f00ba42: running, unhealthy", news.Tell(Of("unhealthy", looks: 3)));
        Assert.Equal("orders-1f00ba42: running, healthy", news.Tell(Of("healthy", looks: 4)));
        Assert.Equal("orders-1f00ba42: gone", news.Tell(new(FleetChangeView.InstanceGone, "orders-1f00ba42")));
    }

    [Fact]
    public void An_image_is_not_taken_for_the_instance_of_its_name()
    {
        var news = new FleetNews();
        news.Tell(new(FleetChangeView.ImageGone, "orders-1f00ba42"));

        Assert.NotNull(news.Tell(new(FleetChangeView.InstanceGone, "orders-1f00ba42")));
    }

    [Fact]
    public void A_sign_of_life_is_no_news() => Assert.Null(new FleetNews().Tell(new("", "")));

    private static FleetChangeView Of(string health, int looks) =>
        new(FleetChangeView.Instance, "orders-1f00ba42")
        {
            State = new()
            {
                Name = "orders-1f00ba42",
                Id = Guid.Empty,
                UserName = "orders",
                State = "running",
                Health = health,
                Size = new(),
                Tags = new Dictionary<string, string>(),
                Created = default,
                Updated = default,
                LastHealthCheck = DateTimeOffset.UnixEpoch.AddSeconds(looks),
            },
        };
}
