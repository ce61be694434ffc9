namespace Duroxide.Core.Tests;

public sealed class ChildTests
{
    static readonly Failure System = new Failure.Infrastructure("fetch", "disk full", Retryable: true);

    static Header Started(Decision decision, int index = 0) =>
        Assert.IsType<OrchestrationAction.StartOrchestration>(decision.Actions[index]).Header;

    [Fact]
    public void A_child_knows_the_execution_and_the_event_that_wait_for_it()
    {
        var instance = new Instance(async run => await run.Child("kid"))
        {
            Header = Instance.FirstHeader with { Execution = new(3) },
        };

        var header = Started(instance.Take(Sent.Start));

        Assert.Equal(new ParentLink("i", new(3), new(2)), header.Parent);
        Assert.Equal("kid", header.Name);
        Assert.Equal(ExecutionId.First, header.Execution);
    }

    [Fact]
    public void A_child_without_an_id_is_named_by_parent_execution_event_and_the_parents_life()
    {
        var instance = new Instance(async run => string.Concat(await run.All(run.Child("c"), run.Child("c"))))
        {
            Header = Instance.FirstHeader with { Execution = new(3) },
        };

        var decision = instance.Take(Sent.Start);

        Assert.Matches("^i::sub::3\\.2-[0-9a-f]{16}$", Started(decision).Instance.Value);
        Assert.Matches("^i::sub::3\\.3-[0-9a-f]{16}$", Started(decision, 1).Instance.Value);
    }

    [Fact]
    public void An_explicit_id_is_used_as_it_is()
    {
        var instance = new Instance(async run => await run.Child("c", "sub::mine"));

        Assert.Equal(new InstanceId("sub::mine"), Started(instance.Take(Sent.Start)).Instance);
    }

    [Fact]
    public void The_code_learns_the_id_of_its_child_at_the_call()
    {
        var child = new Operation.SubOrchestration("c", "");
        var instance = Instance.Of(run => Task.FromResult($"{run.Host.ChildInstance(run.Ask(child).Id, child)}"));

        Assert.StartsWith("i::sub::1.2-", instance.Output, StringComparison.Ordinal);
        Assert.Equal(ChildIds.Of(instance.Header, new(2), child).Value, instance.Output);
    }

    [Fact]
    public void The_failure_of_a_child_can_be_caught()
    {
        var instance = Instance.Of(async run =>
        {
            try
            {
                return await run.Child("c");
            }
            catch (StepFailedException failed)
            {
                return failed.Message;
            }
        });

        instance.Take(Sent.Failure(2, Failure.Cancelled("by hand")));

        Assert.Equal("canceled: by hand", instance.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_of_the_system_ends_the_orchestration_and_no_code_can_catch_it(bool child)
    {
        var instance = Instance.Of(async run =>
        {
            try
            {
                return await (child ? run.Child("c") : run.Activity("a"));
            }
            catch (StepFailedException)
            {
                return "caught";
            }
        });

        instance.Take(Sent.Failure(2, System));

        Assert.Equal(System, instance.FailureOf());
    }

    [Fact]
    public void A_parent_fails_with_the_same_failure_of_the_system_as_its_child()
    {
        var parent = new ParentLink("p", ExecutionId.First, new(2));
        var instance = new Instance(async run => await run.Child("c"))
        {
            Header = Instance.FirstHeader with { Parent = parent },
        };
        instance.Take(Sent.Start);

        instance
            .Take(Sent.Failure(2, System))
            .Does(new OrchestrationAction.NotifyParent(parent, new Outcome.Failed(System)));
    }

    [Fact]
    public void A_parent_is_told_the_result()
    {
        var parent = new ParentLink("p", ExecutionId.First, new(2));
        var instance = new Instance(_ => Task.FromResult("5"))
        {
            Header = Instance.FirstHeader with { Parent = parent },
        };

        instance.Take(Sent.Start).Does(new OrchestrationAction.NotifyParent(parent, new Outcome.Succeeded("5")));
    }

    [Fact]
    public void Children_are_cancelled_when_their_parent_throws()
    {
        var instance = Instance.Of(async run =>
        {
            run.Child("c", "kid");
            await run.Activity("a");
            throw new InvalidOperationException("no");
        });

        var decision = instance.Take(Sent.Answer(3, ""));

        Assert.Equal(
            new InstanceId("kid"),
            Assert.IsType<OrchestrationAction.CancelChild>(Assert.Single(decision.Actions)).Instance
        );
    }

    [Fact]
    public void A_detached_orchestration_has_no_parent_and_keeps_its_id()
    {
        var instance = new Instance(run =>
        {
            run.Detach("other", "free");
            return Task.FromResult("");
        });

        instance
            .Take(Sent.Start)
            .Does(
                new OrchestrationAction.StartOrchestration(
                    new Header(
                        "free",
                        ExecutionId.First,
                        "other",
                        null,
                        "",
                        instance.Header.Nonce.Of(ExecutionId.First, new(2))
                    )
                )
            );
    }

    [Fact]
    public void A_child_is_cancelled_by_the_call_that_started_it_and_by_no_other()
    {
        var parent = new ParentLink("p", new(2), new(5));
        var instance = new Instance(async run => await run.Event("e"))
        {
            Header = Instance.FirstHeader with { Parent = parent },
        };
        instance.Take(Sent.Start);

        instance.Take(Sent.Cancel("stranger", parent with { Instance = "q" })).Adds();
        instance.Take(Sent.Cancel("earlier execution", parent with { Execution = new(1) })).Adds();
        Assert.Contains(
            "by event 6 of execution 2 of 'p'",
            instance.Take(Sent.Cancel("other call", parent with { Of = new(6) })).Warning(),
            StringComparison.Ordinal
        );
        Assert.Null(instance.Ending);
        instance.Take(Sent.Cancel("enough", parent));

        Assert.Equal("canceled: enough", instance.FailureOf().Display);
    }
}
