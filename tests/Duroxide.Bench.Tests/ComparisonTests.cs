namespace Duroxide.Bench.Tests;

public class ComparisonTests
{
    [Fact]
    public void A_ratio_is_the_new_median_as_a_multiple_of_the_old_one()
    {
        var compared = Assert.Single(
            Comparison.Of(
                [Results.Of("W2", ("workflows_per_s", 900)), Results.Of("W2", ("workflows_per_s", 1100))],
                [Results.Of("W2", ("workflows_per_s", 3000))]
            )
        );

        Assert.Equal((1000, 3000, 3), (compared.Old, compared.New, compared.Ratio));
        Assert.EndsWith("x3 better", compared.Show(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_one_build_has_measured_is_left_out() =>
        Assert.Empty(Comparison.Of([Results.Of("W1", ("p50_ms", 1))], [Results.Of("W2", ("p50_ms", 1))]));

    [Fact]
    public void The_same_workload_in_memory_is_another_figure() =>
        Assert.Empty(
            Comparison.Of([Results.Of("W1", ("p50_ms", 1))], [Results.OfPeer(Names.Memory, "W1", [("p50_ms", 1)])])
        );

    [Fact]
    public void Pairs_are_compared_one_by_one_so_that_a_machine_that_slows_down_changes_nothing()
    {
        var compared = Assert.Single(
            Comparison.OfPairs([
                (Results.Of("W4", ("steps_per_s", 1000)), Results.Of("W4", ("steps_per_s", 2000))),
                (Results.Of("W4", ("steps_per_s", 100)), Results.Of("W4", ("steps_per_s", 200))),
                (Results.Of("W4", ("steps_per_s", 500)), Results.Of("W4", ("steps_per_s", 1500))),
            ])
        );

        Assert.Equal(2, compared.Ratio);
        Assert.Equal((2, 3), compared.Range);
    }

    [Fact]
    public void Pairs_that_do_not_agree_which_build_is_better_tell_nothing()
    {
        var compared = Assert.Single(
            Comparison.OfPairs([
                (Results.Of("W4", ("steps_per_s", 1000)), Results.Of("W4", ("steps_per_s", 1500))),
                (Results.Of("W4", ("steps_per_s", 1000)), Results.Of("W4", ("steps_per_s", 900))),
            ])
        );

        Assert.EndsWith("x1.2 (0.9 to 1.5) unclear", compared.Show(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_beside_nothing_is_the_same() =>
        Assert.Equal(
            1,
            Assert
                .Single(Comparison.Of([Results.Of("idle", ("disk_bytes", 0))], [Results.Of("idle", ("disk_bytes", 0))]))
                .Ratio
        );

    [Theory]
    [InlineData("workflows_per_s", true)]
    [InlineData("w2_turns_of_floor", true)]
    [InlineData("backlog_of_w2", true)]
    [InlineData("p50_ms", false)]
    [InlineData("cpu_s", false)]
    [InlineData("last200_of_first", false)]
    [InlineData("bytes_per_instance", false)]
    [InlineData("w1_p50_in_disk_commits", false)]
    [InlineData("states", null)]
    public void The_end_of_a_name_says_whether_more_of_it_is_better(string name, bool? moreIsBetter) =>
        Assert.Equal(moreIsBetter, Figures.IsBetter(name, 2));
}
