using Toygres.Orchestrations.Activities;
using Toygres.Orchestrations.Upkeep;

namespace Toygres.Tests.Orchestrations;

public class PermitStateTests
{
    [Fact]
    public void Who_comes_first_gets_a_permit_and_the_others_wait_in_order()
    {
        var state = PermitState.Empty with { Most = 2 };

        (state, var first) = state.Take(Acquire("a"));
        (state, var second) = state.Take(Acquire("b"));
        (state, var third) = state.Take(Acquire("c"));
        (state, _) = state.Take(Acquire("d"));
        (state, var next) = state.Take(Release("a"));

        Assert.Equal(["a"], first);
        Assert.Equal(["b"], second);
        Assert.Empty(third);
        Assert.Equal(["c"], next);
        Assert.Equal(["b", "c"], state.Active);
        Assert.Equal(["d"], state.Waiting);
    }

    [Fact]
    public void Who_asks_again_is_told_again_and_counts_once()
    {
        var (state, _) = (PermitState.Empty with { Most = 1 }).Take(Acquire("a"));
        (state, _) = state.Take(Acquire("b"));

        var (again, told) = state.Take(Acquire("a"));
        var (still, none) = again.Take(Acquire("b"));

        Assert.Equal(["a"], told);
        Assert.Empty(none);
        Assert.Equal((1, 1), (still.Active.Count, still.Waiting.Count));
    }

    [Fact]
    public void Who_has_gone_loses_a_permit_and_a_place()
    {
        var (state, _) = (PermitState.Empty with { Most = 1 }).Take(Acquire("a"));
        foreach (var waiting in new[] { "b", "c" })
        {
            (state, _) = state.Take(Acquire(waiting));
        }

        var (next, granted) = state.Without(["a", "b"]);

        Assert.Equal(["c"], granted);
        Assert.Equal(["c"], next.Active);
        Assert.Empty(next.Waiting);
    }

    [Fact]
    public void A_release_twice_gives_one_permit_back()
    {
        var state = PermitState.Empty with { Most = 1 };
        foreach (var requester in new[] { "a", "b", "c" })
        {
            (state, _) = state.Take(Acquire(requester));
        }

        (state, _) = state.Take(Release("a"));
        (state, var none) = state.Take(Release("a"));

        Assert.Empty(none);
        Assert.Equal(["b"], state.Active);
    }

    private static PermitMessage Acquire(string requester) => new(requester, IsRelease: false);

    private static PermitMessage Release(string requester) => new(requester, IsRelease: true);
}
