namespace Duroxide.Core.Tests;

public sealed class NonceTests
{
    static readonly Nonce One = Nonce.From("one");
    static readonly Nonce Other = Nonce.From("other");

    [Fact]
    public void It_is_read_as_it_is_shown()
    {
        Assert.Matches("^[0-9a-f]{32}$", One.ToString());
        Assert.Equal(One, Nonce.Parse(One.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("not thirty-two hexadecimal digits")]
    public void What_is_no_nonce_is_not_read(string text)
    {
        Assert.Throws<FormatException>(() => Nonce.Parse(text));
    }

    [Fact]
    public void Nothing_passes_for_a_nonce_that_was_never_given()
    {
        Assert.Throws<ArgumentException>(() => new Nonce(Guid.Empty));
        Assert.Throws<ArgumentException>(() => Nonce.Parse(new string('0', 32)));
        Assert.Throws<ArgumentException>(() => One with { Value = Guid.Empty });
        Assert.Throws<InvalidOperationException>(() => default(Nonce).Value);
        Assert.Equal("", default(Nonce).ToString());
    }

    [Fact]
    public void What_is_derived_differs_by_nonce_execution_event_and_use()
    {
        string[] all =
        [
            .. from nonce in new[] { One, Other }
            from execution in new[] { new ExecutionId(1), new ExecutionId(2) }
            from call in new[] { new EventId(1), new EventId(2) }
            from derived in new[]
            {
                nonce.KeyOf(execution, call),
                new Guid(nonce.Of(execution, call).ToString()).ToString(),
                DerivedId.Of(nonce, DerivedUse.NewGuid, execution, call).ToString(),
                DerivedId.Of(nonce, DerivedUse.NewGuid, execution, call, 1).ToString(),
                DerivedId.Of(nonce, DerivedUse.ChildInstance, execution, call).ToString(),
            }
            select derived,
        ];

        Assert.Equal(40, all.Distinct().Count());
    }

    [Fact]
    public void Continue_as_new_keeps_it_and_what_is_started_gets_another()
    {
        var instance = new Instance(run =>
        {
            run.Child("c", "kid");
            run.Child("c", "second kid");
            run.Detach("d", "free");
            return Task.FromResult(run.ContinueAsNew("next"));
        });

        var decision = instance.Take(Sent.Start);

        Assert.Equal(instance.Header.Nonce, decision.Next?.Nonce);
        Nonce[] started =
        [
            .. decision.Actions.OfType<OrchestrationAction.StartOrchestration>().Select(start => start.Header.Nonce),
            instance.Header.Nonce,
        ];
        Assert.Equal(4, started.Distinct().Count());
    }

    // Keys lie in the books of other systems, and stored children hold their ids: they may never change.
    [Fact]
    public void What_is_derived_is_the_same_in_every_version_of_this_library()
    {
        var (execution, call) = (new ExecutionId(3), new EventId(7));
        var child = ChildIds.Of(
            Instance.FirstHeader with
            {
                Nonce = One,
                Execution = execution,
            },
            call,
            new Operation.SubOrchestration("c", "")
        );

        Assert.Equal(
            (
                "bf2ab3d6-e276-8198-930b-4000ea45c772",
                "d5c3b94af5fe845a98b6883b08f22a1d",
                "i::sub::3.7-39db706e8ae88f38"
            ),
            (One.KeyOf(execution, call), One.Of(execution, call).ToString(), child.Value)
        );
    }
}
