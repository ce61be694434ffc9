namespace Duroxide.Bench.Tests;

public class RatiosTests
{
    private static readonly Result Disk = DiskOf(4000);
    private static readonly Result Floor = Results.OfPeer("floor/sqlite", Names.Floor, [("turns_per_s", 30_000)]);

    [Fact]
    public void A_run_is_put_beside_its_own_disk_and_floor()
    {
        var ratios = Ratios.Of([
            Disk,
            Floor,
            Results.Of(Names.Hello, ("p50_ms", 1.5)),
            Results.Of(Names.Chain, ("workflows_per_s", 2500)),
            Results.Of(Names.LongRun, ("steps_per_s", 1000)),
            Results.Of(Names.Backlog, ("workflows_per_s", 2000)),
        ]);

        Assert.Equal(
            [
                new("w1_p50_in_disk_commits", 6),
                new("w1_p50_beyond_two_commits_ms", 1),
                new("w2_turns_of_floor", 0.5),
                new("w4_steps_of_disk", 0.25),
                new("backlog_of_w2", 0.8),
            ],
            ratios!.Metrics
        );
    }

    [Fact]
    public void The_disk_next_before_and_next_after_count_and_one_of_long_ago_does_not()
    {
        var ratios = Ratios.Of([
            DiskOf(100_000),
            DiskOf(3000),
            Results.Of(Names.LongRun, ("steps_per_s", 1000)),
            Results.Of(Names.Chain, ("workflows_per_s", 2500)),
            DiskOf(1000),
            DiskOf(100),
        ]);

        Assert.Equal([new Metric("w4_steps_of_disk", 0.5)], ratios!.Metrics);
    }

    [Fact]
    public void What_was_measured_more_than_once_counts_by_its_median()
    {
        var ratios = Ratios.Of([
            DiskOf(1000),
            Results.Of(Names.LongRun, ("steps_per_s", 100)),
            Results.Of(Names.LongRun, ("steps_per_s", 300)),
            Results.Of(Names.LongRun, ("steps_per_s", 900)),
        ]);

        Assert.Equal([new Metric("w4_steps_of_disk", 0.3)], ratios!.Metrics);
    }

    [Fact]
    public void What_ran_in_memory_is_not_put_beside_the_disk() =>
        Assert.Null(Ratios.Of([Disk, Results.OfPeer(Names.Memory, Names.LongRun, [("steps_per_s", 1000)])]));

    [Fact]
    public void A_run_with_nothing_to_compare_has_no_ratios() => Assert.Null(Ratios.Of([Disk, Floor]));

    private static Result DiskOf(double commits) => Results.OfPeer("disk", Names.Disk, [("commits_per_s", commits)]);
}
