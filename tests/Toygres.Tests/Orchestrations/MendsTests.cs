using Toygres.Orchestrations.Upkeep;

namespace Toygres.Tests.Orchestrations;

public class MendsTests
{
    [Fact]
    public void What_is_being_mended_is_not_begun_once_more()
    {
        var (next, due, wait) = Choose([Down("c"), Down("d")], [new("instance c", "mend-c-1")], "mend-c-1");

        Assert.Equal([Down("d")], due);
        Assert.Equal(["mend-c-1", "mend-d"], next.Select(mend => mend.Orchestration));
        Assert.Equal(0, wait);
    }

    [Fact]
    public void Ten_are_mended_at_once_and_the_others_wait()
    {
        var down = Enumerable.Range(1, 15).Select(number => Down($"c{number}")).ToList();
        Mend[] begun = [new("instance c3", "mend-c3-1"), new("instance gone", "mend-gone-1")];

        var (next, due, wait) = Choose(down, begun, "mend-c3-1", "mend-gone-1");

        Assert.Equal((8, 10, 6), (due.Count, next.Count, wait));
    }

    [Fact]
    public void What_was_tried_longest_ago_is_tried_first()
    {
        var down = Enumerable.Range(1, 12).Select(number => Down($"c{number}")).ToList();
        var (first, _, _) = Choose(down, []);

        var (second, due, _) = Choose(down, first);

        Assert.Equal([Down("c11"), Down("c12"), Down("c1")], due.Take(3));
        Assert.Equal(12, second.Count);
    }

    [Fact]
    public void What_is_mended_is_forgotten()
    {
        var (next, due, wait) = Choose([], [new("instance c", "mend-c-1")]);

        Assert.Empty(next);
        Assert.Empty(due);
        Assert.Equal(0, wait);
    }

    [Fact]
    public void An_image_is_not_taken_for_the_instance_that_is_called_as_it_is()
    {
        var image = new Finding.StrayImage(ImageName.Parse("c"));

        var (_, due, _) = Choose([Down("c"), image], [new("instance c", "mend-c-1")], "mend-c-1");

        Assert.Equal([image], due);
    }

    [Fact]
    public void What_takes_no_time_is_not_begun_but_done() =>
        Assert.Empty(Choose([new Finding.Unwatched(InstanceName.Parse("c"))], []).Due);

    private static Finding Down(string name) => new Finding.Drifted(InstanceName.Parse(name), "It is down.");

    private static (IReadOnlyList<Mend> Next, IReadOnlyList<Finding> Due, int Wait) Choose(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<Mend> begun,
        params string[] running
    )
    {
        var (next, due, wait) = Mends.Choose(
            findings,
            begun,
            running.Contains,
            finding => $"mend-{Mends.SubjectOf(finding)}"
        );
        return (next, [.. due.Select(one => one.Item1)], wait);
    }
}
