using Duroxide.Testing;

namespace Duroxide.Samples.Tests.Guide;

/// <summary>The races of the guide's page.</summary>
public class RacesTests
{
    [Fact]
    public void A_loop_around_a_race_goes_on_until_the_event_or_the_moment()
    {
        var rounds = new Orchestration<Unit, string>("guide", (ctx, _) => Waiting.RoundsAsync(ctx));
        var host = new OrchestrationTestHost(new RegistryBuilder().Add(rounds).Build());
        foreach (var instance in new[] { "decided", "silent" })
        {
            host.Start(rounds, instance, Unit.Value);
            host.SendMessage(instance, "notes", "one");
            host.SendMessage(instance, "notes", "two");
        }

        host.Raise("decided", "Decided", "yes");
        host.Advance(TimeSpan.FromDays(3));

        Assert.Equal("yes after 2 notes", host.Output<string>("decided"));
        Assert.Equal("nobody decided", host.Output<string>("silent"));
    }
}
