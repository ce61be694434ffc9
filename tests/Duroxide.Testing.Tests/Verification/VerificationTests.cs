using Duroxide.Runtime;

namespace Duroxide.Testing.Tests;

public sealed class VerificationTests : IDisposable
{
    static readonly Activity<int, string> Charge = new("ChargeCard", (_, order) => Task.FromResult($"receipt {order}"));
    static readonly Activity<int, string> Authorize = new(
        "AuthorizeCard",
        (_, order) => Task.FromResult($"hold {order}")
    );

    readonly string folder = Path.Combine(Path.GetTempPath(), $"duroxide-histories-{Guid.NewGuid():N}");

    static Programs Before { get; } =
        Code(
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(Charge, order);
                await ctx.ScheduleTimer(TimeSpan.FromDays(1));
                return order;
            }
        );

    static Programs Talkative { get; } =
        Code(
            (ctx, order) =>
            {
                ctx.SetCustomStatus("a status that is too long");
                return Task.FromResult(order);
            }
        );

    static Programs Renamed { get; } =
        Code(
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(Authorize, order);
                await ctx.ScheduleTimer(TimeSpan.FromDays(1));
                return order;
            }
        );

    static Programs Shorter { get; } =
        Code(
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(Charge, order);
                return order;
            }
        );

    static Programs WithAnotherResult { get; } =
        Code(
            async (ctx, order) =>
            {
                await ctx.ScheduleActivity(Charge, order);
                await ctx.ScheduleTimer(TimeSpan.FromDays(1));
                return order + 1;
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
    public void The_same_code_follows_every_history()
    {
        var report = Verification.VerifyAll(Histories(10), Before).EnsureHolds();

        Assert.Equal(10, report.Same);
    }

    [Fact]
    public void A_renamed_activity_is_one_group()
    {
        var report = Verification.VerifyAll(Histories(12), Renamed);

        Assert.Equal(
            "12 instances of Order 1.0.0: ChargeCard became AuthorizeCard after event 1 (such as order-0, order-1, order-2)",
            Assert.Single(report.Running.Divergences).ToString()
        );
        Assert.Throws<TestExpectationException>(() => report.EnsureHolds());
    }

    [Fact]
    public void A_removed_step_is_told()
    {
        var report = Verification.VerifyAll(Histories(2), Shorter);

        Assert.Equal(
            "the code ends, where history goes on with timer of 1.00:00:00",
            Assert.Single(report.Running.Divergences).Change
        );
    }

    [Fact]
    public void Another_result_is_one_group_whatever_the_results_are()
    {
        var report = Verification.VerifyAll(Histories(3, ended: true), WithAnotherResult);

        Assert.Equal("the result is another", Assert.Single(report.Ended.Divergences).Change);
    }

    [Fact]
    public void What_is_not_registered_fails()
    {
        var report = Verification.VerifyAll(Histories(3), Orders.Registry);

        Assert.Equal(3, report.Running.Unregistered["Order 1.0.0"]);
        Assert.Empty(report.Running.NotApplicable);
        Assert.False(report.Holds);
        var failure = Assert.Throws<TestExpectationException>(() => report.EnsureHolds());
        Assert.Contains("3 of Order 1.0.0, which is not registered", failure.Message, StringComparison.Ordinal);
        Assert.Contains("AllowUnregistered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_registered_is_passed_over_when_that_is_allowed()
    {
        var report = Verification.VerifyAll(
            Histories(3),
            Orders.Registry,
            new() { AllowUnregistered = true, AtLeast = 0 }
        );

        Assert.Equal(3, report.EnsureHolds().Running.Unregistered["Order 1.0.0"]);
        Assert.DoesNotContain("AllowUnregistered", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_is_not_registered_is_named()
    {
        var recording = Histories(1).Single();
        var next = new RegistryBuilder().Add(Order, SemanticVersion.Parse("2.0.0")).Build();

        Assert.Equal(new Verdict.Unregistered("Order", SemanticVersion.Initial), Verification.Verify(recording, next));
    }

    [Fact]
    public void An_execution_that_has_not_begun_says_nothing()
    {
        var recording = Histories(1).Single() with { History = [] };

        var report = Verification.VerifyAll([recording], Before, new() { AtLeast = 0 }).EnsureHolds();

        Assert.Equal(1, report.Running.NotApplicable["the execution had not begun"]);
    }

    [Fact]
    public async Task An_instance_that_has_not_begun_and_whose_orchestration_is_not_registered_is_not_safe()
    {
        await using var store = new InMemoryProvider();
        var client = new DuroxideClient(store);
        await client.StartOrchestrationAsync(
            "Forgotten",
            "one",
            "1",
            cancellationToken: TestContext.Current.CancellationToken
        );
        await client.StartOrchestrationAsync(
            "Order",
            "two",
            "1",
            cancellationToken: TestContext.Current.CancellationToken
        );

        var report = await Verification.VerifyStoreAsync(
            store,
            Before,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.False(report.Holds);
        Assert.Equal(1, Assert.Single(report.Running.Unregistered).Value);
        Assert.Equal(1, report.Running.NotApplicable["the execution had not begun"]);
    }

    [Fact]
    public void What_a_limit_refused_is_the_same_under_the_limits_of_its_runtime()
    {
        var limits = Limits.Default with { CustomStatusBytes = 10 };
        var host = new OrchestrationTestHost(Talkative, new() { Limits = limits });
        host.StartEncoded("Order", "order-1", "1");
        var recording = host["order-1"].Recording;

        Assert.IsType<Ending.Failed>(Assert.IsType<Fact.Ended>(recording.History[^1].Fact).Ending);
        Assert.IsType<Verdict.Same>(Verification.Verify(recording, Talkative, new() { Limits = limits }));
        Assert.IsType<Verdict.Diverged>(Verification.Verify(recording, Talkative));
        Assert.True(Verification.VerifyAll([recording], Talkative, new() { Limits = limits }).Holds);
    }

    [Fact]
    public void A_history_comes_back_from_its_file_as_it_was()
    {
        var recording = Histories(1).Single();

        Assert.Equal(recording, HistoryFile.Load(HistoryFile.Save(recording, folder)));
        Assert.Equal(recording, HistoryFile.FromText(HistoryFile.ToText(recording)));
    }

    [Fact]
    public void A_folder_of_files_is_verified()
    {
        foreach (var recording in Histories(5))
        {
            HistoryFile.Save(recording, folder);
        }

        Assert.Equal(5, Verification.VerifyFolder(folder, Before).Same);
        Assert.Equal(5, Verification.VerifyFolder(folder, Renamed).Running.Divergences.Single().Count);
    }

    [Fact]
    public void An_instance_with_a_strange_name_has_a_file_of_its_own()
    {
        var recording = Histories(1).Single();
        var strange = recording with { Header = recording.Header with { Instance = "a/b\\..:*?" } };

        Assert.Equal(strange, HistoryFile.Load(HistoryFile.Save(strange, folder)));
    }

    [Fact]
    public void A_file_that_is_no_history_says_so()
    {
        var wrong = Assert.Throws<FormatException>(() => HistoryFile.FromText("""{"format":1}"""));

        Assert.Contains("not an exported history", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_store_is_exported_and_verified()
    {
        await using var provider = new InMemoryProvider();
        await using (var runtime = await DuroxideRuntime.StartAsync(provider, Shorter.Registry))
        {
            foreach (var order in Enumerable.Range(0, 3))
            {
                await runtime.Client.StartOrchestrationAsync("Order", $"order-{order}", order);
                await runtime.Client.WaitForCompletionAsync<int>($"order-{order}", TimeSpan.FromMinutes(1));
            }
        }

        Assert.Equal(3, await StoredRecordings.ExportAsync(provider, folder));
        Assert.Equal(3, (await Verification.VerifyStoreAsync(provider, Shorter)).EnsureHolds().Same);
        Assert.Equal(3, Verification.VerifyFolder(folder, Shorter).EnsureHolds().Same);
    }

    [Fact]
    public async Task What_must_not_leave_the_store_is_taken_out_of_an_export()
    {
        await using var provider = new InMemoryProvider();
        await using (var runtime = await DuroxideRuntime.StartAsync(provider, Shorter.Registry))
        {
            await runtime.Client.StartOrchestrationAsync("Order", "order-1", 4711);
            await runtime.Client.WaitForCompletionAsync<int>("order-1", TimeSpan.FromMinutes(1));
        }

        await StoredRecordings.ExportAsync(
            provider,
            folder,
            change: recording => recording with { Header = recording.Header with { Input = "0" } }
        );

        Assert.Equal("0", HistoryFile.LoadAll(folder).Single().Header.Input);
    }

    static IEnumerable<Recording> Histories(int count, bool ended = false)
    {
        var host = new OrchestrationTestHost(Before);
        foreach (var order in Enumerable.Range(0, count))
        {
            host.StartEncoded("Order", $"order-{order}", $"{order}");
        }
        host.Advance(TimeSpan.FromDays(ended ? 2 : 0));
        return host
            .World.Instances.Values.OrderBy(instance => int.Parse(instance.Header.Input))
            .Select(i => i.Recording);
    }

    static Orchestration<int, int> Order { get; } = new("Order", (_, order) => Task.FromResult(order));

    static Programs Code(Func<OrchestrationContext<int, int>, int, Task<int>> code) =>
        new RegistryBuilder().Add(Charge).Add(Authorize).Add(new Orchestration<int, int>("Order", code)).Build();
}
