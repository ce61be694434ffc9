namespace Duroxide.Core.Tests;

public sealed class ForksTests
{
    static readonly ValueList<HistoryEvent> History = Timed(
        Facts.Started,
        Facts.Activity("reserve"),
        Facts.Timer(60),
        Facts.Answered(2, "a"),
        Facts.Child("ship"),
        Facts.Activity("charge"),
        Facts.Answered(6, "b"),
        Facts.Answered(5, "c"),
        Facts.Activity("mail"),
        Facts.FailedWith(ApplicationKind.OrchestrationFailed, "no mail")
    );

    static Forks Forks { get; } = new(Instance.FirstHeader, History);

    [Fact]
    public void Before_something_that_came_all_before_it_is_kept()
    {
        var plan = Before(4);

        Assert.Equal((new EventId(3), null, null), (plan.Last, plan.Again, plan.OpenChild));
        Assert.Equal([2, 3], plan.Open(Instance.FirstHeader).Select(open => open.Key.Value));
        Assert.Equal(new Timestamp(3), plan.Now);
    }

    [Fact]
    public void Before_something_that_was_asked_the_reaction_is_left_out_and_what_led_to_it_comes_again()
    {
        var plan = Before(5);

        Assert.Equal((new EventId(3), Facts.Answered(2, "a")), (plan.Last, plan.Again));
        Assert.Equal([3], plan.Open(Instance.FirstHeader).Select(open => open.Key.Value));
        Assert.Equal(new Timestamp(4), plan.Now);
    }

    [Fact]
    public void By_default_a_fork_repeats_the_last_reaction_of_what_has_ended()
    {
        Assert.Equal(new EventId(10), Forks.Default);

        var plan = Before(10);

        Assert.Equal((new EventId(7), Facts.Answered(5, "c"), null), (plan.Last, plan.Again, plan.OpenChild));
    }

    [Fact]
    public void By_default_a_fork_keeps_all_of_what_runs()
    {
        var running = new Forks(Instance.FirstHeader, Timed(Facts.Started, Facts.Timer(5)));

        var plan = running.Before(running.Default)!;

        Assert.Equal((new EventId(3), new EventId(2), null), (running.Default, plan.Last, plan.Again));
    }

    [Fact]
    public void By_default_a_fork_forgets_the_cancellation()
    {
        var cancelled = new Forks(
            Instance.FirstHeader,
            Timed(
                Facts.Started,
                Facts.Timer(5),
                Facts.CancelRequested("enough"),
                Facts.Cancelled(2),
                Facts.FailedWith(ApplicationKind.Cancelled, "enough")
            )
        );

        var plan = cancelled.Before(cancelled.Default)!;

        Assert.Equal((new EventId(3), new EventId(2), null), (cancelled.Default, plan.Last, plan.Again));
    }

    [Fact]
    public void By_default_a_fork_repeats_the_reaction_before_a_proof_that_ended_it()
    {
        var gaveUp = new Forks(
            Instance.FirstHeader,
            Timed(
                Facts.Started,
                Facts.Activity("a"),
                Facts.Answered(2, "1"),
                Facts.Activity("b"),
                new Fact.Interrupted(new Interruption.GivenUp(Failure.Cancelled("escaped"))),
                Facts.Cancelled(4),
                Facts.FailedWith(ApplicationKind.Cancelled, "escaped")
            )
        );

        var plan = gaveUp.Before(gaveUp.Default)!;

        Assert.Equal((new EventId(5), new EventId(2)), (gaveUp.Default, plan.Last));
        Assert.Equal(Facts.Answered(2, "1"), plan.Again);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Before_the_first_arrival_nothing_is_kept(long before) =>
        Assert.Equal(EventId.None, Before(before).Last);

    [Fact]
    public void One_that_was_cancelled_before_it_began_keeps_nothing()
    {
        var forks = new Forks(
            Instance.FirstHeader,
            Timed(
                new Fact.Started("flow", SemanticVersion.Initial, null) { Cancelled = "enough" },
                Facts.CancelRequested("enough"),
                Facts.FailedWith(ApplicationKind.Cancelled, "enough")
            )
        );

        Assert.Equal(EventId.None, forks.Before(forks.Default)!.Last);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void An_open_child_is_named_with_the_nearest_events_at_which_a_fork_is_possible(long before)
    {
        var refusal = Forks.Refusal(new EventId(before));

        Assert.NotNull(refusal);
        Assert.Contains("orchestration ship", refusal, StringComparison.Ordinal);
        Assert.Contains("i::sub::1.5", refusal, StringComparison.Ordinal);
        Assert.Contains("before event 6 or 9 instead", refusal, StringComparison.Ordinal);
        Assert.Null(Forks.Refusal(new EventId(6)));
        Assert.Null(Forks.Refusal(new EventId(9)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void An_event_that_is_not_there_is_refused_with_those_that_are(long before)
    {
        Assert.Null(Forks.Before(new EventId(before)));
        Assert.Contains("events 1 to 10", Forks.Refusal(new EventId(before)), StringComparison.Ordinal);
    }

    [Fact]
    public void Guids_and_the_instances_id_are_those_of_the_kept_history_and_then_its_own()
    {
        static async Task<string> Code(Run run)
        {
            var first = $"{run.Host.Self.Instance} {run.Host.NewGuid()}";
            await run.Activity("a", first);
            var second = $"{run.Host.Self.Instance} {run.Host.NewGuid()}";
            await run.Activity("b", second);
            return "done";
        }
        var origin = Instance.Of(Code);
        origin.Take(Sent.Answer(2, "1"));
        var header = Instance.FirstHeader with
        {
            Instance = "fork",
            Nonce = Nonce.From("fork"),
            ForkedFrom = new("i", ExecutionId.First, Instance.FirstHeader.Nonce, new(2)),
        };

        var fork = new Instance(Code) { Header = header };
        fork.Keep(origin.History.Take(2));
        fork.Take(Sent.Answer(2, "1"));

        Assert.Equal(origin.Facts.Take(3), fork.Facts.Take(3));
        var (ours, theirs) = (InputAt(fork, 3), InputAt(origin, 3));
        Assert.StartsWith("fork ", ours, StringComparison.Ordinal);
        Assert.StartsWith("i ", theirs, StringComparison.Ordinal);
        Assert.NotEqual(ours.Split(' ')[1], theirs.Split(' ')[1]);
    }

    [Fact]
    public void A_fork_of_a_fork_is_at_each_event_the_one_that_made_it()
    {
        var header = Instance.FirstHeader with
        {
            ForkedFrom = new("second", new(2), Nonce.From("second"), new(20))
            {
                Before = new("first", new(7), Nonce.From("first"), new(10)),
            },
        };

        Assert.Equal(("first", new ExecutionId(7)), At(10));
        Assert.Equal(("second", new ExecutionId(2)), At(11));
        Assert.Equal(("second", new ExecutionId(2)), At(20));
        Assert.Equal(("i", ExecutionId.First), At(21));

        (string, ExecutionId) At(long id)
        {
            var self = Self.Of(header, new EventId(id));
            return (self.Instance.Value, self.Execution);
        }
    }

    [Fact]
    public void The_execution_that_follows_a_fork_is_a_fork_no_more()
    {
        var instance = new Instance(run => Task.FromResult(run.ContinueAsNew("next")))
        {
            Header = Instance.FirstHeader with { ForkedFrom = new("o", new(3), Nonce.From("o"), EventId.None) },
        };

        Assert.Null(instance.Take(Sent.Start).Next!.ForkedFrom);
    }

    static string InputAt(Instance instance, int index) =>
        ((Operation.Activity)((Fact.Scheduled)instance.Facts[index]).Operation).Input;

    static ForkPlan Before(long id) => Forks.Before(new EventId(id))!;

    static ValueList<HistoryEvent> Timed(params Fact[] facts) =>
        facts.Select((fact, index) => new HistoryEvent(new(index + 1), new(index + 1), fact)).ToValueList();
}
