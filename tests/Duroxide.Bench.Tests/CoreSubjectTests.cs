using Duroxide.Core;

namespace Duroxide.Bench.Tests;

public class CoreSubjectTests
{
    private readonly CoreSubject subject = new();

    [Fact]
    public void A_step_takes_an_answer_and_asks_for_the_next_activity_for_ever()
    {
        var steps = Enumerable.Range(0, 1000).Select(_ => subject.DecideStep()).ToList();

        Assert.All(steps, step => Assert.IsType<OrchestrationAction.DispatchActivity>(Assert.Single(step.Actions)));
        Assert.All(steps, step => Assert.Equal(2, step.Events.Count));
    }

    [Fact]
    public void What_is_replayed_folded_and_read_is_the_whole_history_of_W2()
    {
        Assert.IsType<Ending.Completed>(subject.Evolve().Ending);
        Assert.Equal(CoreSubject.Events, subject.DecodeHistory().Count);
        Assert.Equal(new EventId(CoreSubject.Events), subject.Replay().State.LastId);
        Assert.Null(subject.Replay().Divergence);
    }
}
