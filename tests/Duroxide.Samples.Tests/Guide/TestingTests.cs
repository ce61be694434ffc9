using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>How an orchestration is tested without a store and without waiting.</summary>
public class TestingTests
{
    [Fact]
    public void A_poller_looks_every_hour_until_there_is_news()
    {
        var registry = new RegistryBuilder().Add(Activities.Download).Add(State.Poller).Build();
        var host = new OrchestrationTestHost(registry);
        host.Fake(Activities.Download, url => url).Start(State.Poller, "poller", 1);

        host.Advance(TimeSpan.FromHours(2));

        Assert.Equal("https://example.org/news/3", host.Output<string>("poller"));
    }
}
