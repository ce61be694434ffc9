using Duroxide.Sqlite;

namespace Duroxide.Testing.Tests;

public sealed class VerificationReportTests : IDisposable
{
    static readonly Activity<int, int> Reserve = new("Reserve", (_, n) => Task.FromResult(n));
    static readonly Activity<int, string> Charge = new("Charge", (_, n) => Task.FromResult($"receipt {n}"));
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly string folder = Path.Combine(Path.GetTempPath(), $"duroxide-reports-{Guid.NewGuid():N}");

    static Programs Before { get; } =
        Code(
            async (ctx, n) =>
            {
                await ctx.ScheduleActivity(Reserve, n);
                await ctx.ScheduleActivity(Charge, n);
                await ctx.ScheduleTimer(Day);
                return n;
            }
        );

    static Programs Swapped { get; } =
        Code(
            async (ctx, n) =>
            {
                await ctx.ScheduleActivity(Charge, n);
                await ctx.ScheduleActivity(Reserve, n);
                await ctx.ScheduleTimer(Day);
                return n;
            }
        );

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Executions_that_have_ended_are_told_apart_and_break_nothing()
    {
        Recording[] both = [Run("ended", Day), Run("running", TimeSpan.Zero)];

        var report = Verification.VerifyAll(both, WithAnAuditAtTheEnd()).EnsureHolds();

        Assert.Equal((1, 0), (report.Running.Same, report.Running.Divergences.Count));
        Assert.Equal("ended", Assert.Single(report.Ended.Divergences).Instances[0].Value);
        Assert.Contains("Ended, which no runtime replays: 0 the same", $"{report}", StringComparison.Ordinal);
        Assert.False(Verification.VerifyAll(both, WithAnAuditAtTheEnd(), new() { IncludeEnded = true }).Holds);
    }

    [Fact]
    public void An_ended_execution_of_code_that_is_gone_breaks_nothing() =>
        Verification.VerifyAll([Run("ended", Day), Orders(1)], Testing.Tests.Orders.Registry).EnsureHolds();

    [Fact]
    public void Nothing_verified_is_no_success()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "order-1.json"), "{}");

        var report = Verification.VerifyFolder(folder, Before);

        var wrong = Assert.Throws<TestExpectationException>(() => report.EnsureHolds());
        Assert.StartsWith(
            "Only 0 executions were replayed, and there are to be 1 at least",
            wrong.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<DirectoryNotFoundException>(() => Verification.VerifyFolder(folder + "-typo", Before));
    }

    [Fact]
    public void Fewer_than_are_expected_are_no_success()
    {
        Assert.False(Verification.VerifyAll([Run("one", Day)], Before, new() { AtLeast = 2 }).Holds);
        Assert.True(Verification.VerifyAll([Run("one", Day), Run("two", Day)], Before, new() { AtLeast = 2 }).Holds);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_no_success_and_is_not_made()
    {
        var path = Path.Combine(folder, "typo.db");
        Directory.CreateDirectory(folder);
        await using var provider = new SqliteProvider(new SqliteOptions(path) { OpenMode = SqliteOpenMode.ReadOnly });

        await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await provider.InitializeAsync(TestContext.Current.CancellationToken);
            await Verification.VerifyStoreAsync(
                provider,
                Before,
                cancellationToken: TestContext.Current.CancellationToken
            );
        });

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_file_that_is_torn_is_a_line_of_the_report_and_the_others_are_verified()
    {
        var whole = HistoryFile.Save(Run("whole", TimeSpan.Zero), folder);
        var torn = HistoryFile.Save(Run("torn", TimeSpan.Zero), folder);
        File.WriteAllText(torn, File.ReadAllText(torn)[..^40]);

        var report = Verification.VerifyFolder(folder, Before);

        Assert.Equal(1, report.Same);
        Assert.False(report.Holds);
        Assert.StartsWith(torn, Assert.Single(report.Unreadable), StringComparison.Ordinal);
        Assert.DoesNotContain(whole, $"{report}", StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_in_a_row_that_changed_places_are_told_as_that()
    {
        var report = Verification.VerifyAll([Run("one", TimeSpan.Zero)], Swapped);

        Assert.Equal("Reserve and Charge changed places", Assert.Single(report.Running.Divergences).Change);
        Assert.Equal(DivergenceCause.Reordered, report.Running.Divergences[0].Divergence.Cause);
    }

    [Fact]
    public void A_step_that_was_removed_is_not_told_as_a_swap()
    {
        var shorter = Code(
            async (ctx, n) =>
            {
                await ctx.ScheduleActivity(Charge, n);
                await ctx.ScheduleTimer(Day);
                return n;
            }
        );

        var report = Verification.VerifyAll([Run("one", TimeSpan.Zero)], shorter);

        Assert.Equal("Reserve was removed", Assert.Single(report.Running.Divergences).Change);
    }

    [Fact]
    public void Why_the_code_ends_is_told()
    {
        var retyped = Code(
            async (ctx, n) =>
            {
                await ctx.ScheduleActivity(new ActivityName<int, DateTime>("Reserve"), n);
                await ctx.ScheduleActivity(Charge, n);
                return n;
            }
        );

        var change = Assert
            .Single(Verification.VerifyAll([Run("one", TimeSpan.Zero)], retyped).Running.Divergences)
            .Change;

        Assert.Contains("DateTime", change, StringComparison.Ordinal);
        Assert.EndsWith("where history goes on with Charge", change, StringComparison.Ordinal);
    }

    [Fact]
    public void One_change_is_one_group_wherever_it_is_met_and_shows_both_sides()
    {
        var looping = Looping("Reserve");
        Recording[] recordings = [.. Enumerable.Range(0, 4).Select(n => Loop(looping, $"loop-{n}", n))];

        var report = Verification.VerifyAll(recordings, Looping("Reserve2"), new() { AllowUnregistered = true });

        var group = Assert.Single(report.Running.Divergences);
        Assert.Equal(4, group.Count);
        Assert.Equal([1L, 3L, 5L, 7L], group.Places.Keys);
        Assert.StartsWith(
            "4 instances of Loop 1.0.0: Reserve became Reserve2 after events 1 (1), 3 (1), 5 (1), 7 (1) (such as loop-0, loop-1, loop-2)",
            $"{group}",
            StringComparison.Ordinal
        );
        Assert.Contains("   event | history", $"{report}", StringComparison.Ordinal);
        Assert.Contains("call Reserve2(0)", $"{report}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_send_that_changed_is_one_group_whomever_it_goes_to()
    {
        Recording[] recordings =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(n =>
                {
                    var host = new OrchestrationTestHost(Telling("asked", "go"));
                    host.StartEncoded("Order", $"order-{n}", $"{n}");
                    return host[$"order-{n}"].Recording;
                }),
        ];

        var queue = Verification.VerifyAll(recordings, Telling("orders", "go"));
        var name = Verification.VerifyAll(recordings, Telling("asked", "run"));

        Assert.Equal(
            "'send a message to queue asked' became 'send a message to queue orders'",
            Assert.Single(queue.Running.Divergences).Change
        );
        Assert.Equal("'raise event go' became 'raise event run'", Assert.Single(name.Running.Divergences).Change);
    }

    static Programs Telling(string queue, string name) =>
        Code(
            async (ctx, n) =>
            {
                ctx.SendMessage($"buyer-{n}", queue, n);
                ctx.RaiseEvent($"buyer-{n}", name, n);
                await ctx.ScheduleTimer(Day);
                return n;
            }
        );

    static Programs WithAnAuditAtTheEnd() =>
        Code(
            async (ctx, n) =>
            {
                await ctx.ScheduleActivity(Reserve, n);
                await ctx.ScheduleActivity(Charge, n);
                await ctx.ScheduleTimer(Day);
                await ctx.ScheduleActivity(Charge, 100);
                return n;
            }
        );

    static Recording Run(string instance, TimeSpan passing)
    {
        var host = new OrchestrationTestHost(Before);
        host.StartEncoded("Order", instance, "1");
        host.Advance(passing);
        return host[instance].Recording;
    }

    static Recording Orders(int n)
    {
        var host = new OrchestrationTestHost(Testing.Tests.Orders.Registry);
        host.Start(Testing.Tests.Orders.Fulfil, "order", n);
        return host["order"].Recording;
    }

    // Some rounds of the timer come before the step that was renamed.
    static Programs Looping(string name)
    {
        var step = new Activity<int, int>(name, (_, n) => Task.FromResult(n));
        var loop = new Orchestration<int, int>(
            "Loop",
            async (ctx, rounds) =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    await ctx.ScheduleTimer(Day);
                }
                await ctx.ScheduleActivity(step, rounds);
                await ctx.ScheduleTimer(Day);
                return rounds;
            }
        );
        return new RegistryBuilder().Add(step).Add(loop).Build();
    }

    static Recording Loop(Programs programs, string instance, int rounds)
    {
        var host = new OrchestrationTestHost(programs);
        host.StartEncoded("Loop", instance, $"{rounds}");
        host.Advance(Day * rounds);
        return host[instance].Recording;
    }

    static Programs Code(Func<OrchestrationContext<int, int>, int, Task<int>> code) =>
        new RegistryBuilder().Add(Reserve).Add(Charge).Add(new Orchestration<int, int>("Order", code)).Build();
}
