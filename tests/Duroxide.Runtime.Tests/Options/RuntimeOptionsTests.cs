using System.Globalization;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests;

public sealed class RuntimeOptionsTests
{
    [Fact]
    public void A_filter_of_tags_is_read_from_its_text()
    {
        Assert.Equal(new TagFilter.DefaultOnly(), TagFilter.Parse("default"));
        Assert.Equal(new TagFilter.Any(), TagFilter.Parse("any"));
        Assert.Equal(new TagFilter.None(), TagFilter.Parse("none"));
        Assert.Equal(new TagFilter.Tags(["gpu", "eu"]), TagFilter.Parse("gpu, eu"));
        Assert.Equal(new TagFilter.DefaultAnd(["gpu"]), TagFilter.Parse("gpu,default"));
        Assert.Throws<FormatException>(() => TagFilter.Parse(" , "));
    }

    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(RuntimeOptionsValidation.Problems(new RuntimeOptions()));

    public static TheoryData<string, RuntimeOptions> Broken =>
        new()
        {
            {
                nameof(RuntimeOptions.OrchestrationConcurrency),
                new() { OrchestrationConcurrency = -1 }
            },
            {
                nameof(RuntimeOptions.TurnsInFlight),
                new() { TurnsInFlight = 0 }
            },
            {
                nameof(RuntimeOptions.WorkerConcurrency),
                new() { WorkerConcurrency = -1 }
            },
            {
                nameof(RuntimeOptions.LongPoll),
                new() { LongPoll = TimeSpan.Zero }
            },
            {
                nameof(RuntimeOptions.TurnLease),
                new() { TurnLease = TimeSpan.Zero }
            },
            {
                nameof(RuntimeOptions.ActivityLease),
                new() { ActivityLease = TimeSpan.FromSeconds(-1) }
            },
            {
                nameof(RuntimeOptions.MaxAttempts),
                new() { MaxAttempts = 0 }
            },
            {
                nameof(RuntimeOptions.UnregisteredBackoff),
                new() { UnregisteredBackoff = new(TimeSpan.Zero, 2, TimeSpan.Zero) }
            },
            {
                nameof(RuntimeOptions.UnregisteredBackoff),
                new() { UnregisteredBackoff = new(TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(1)) }
            },
            {
                nameof(RuntimeOptions.UnregisteredBackoff),
                new() { UnregisteredBackoff = new(TimeSpan.FromSeconds(1), 0.5, TimeSpan.FromSeconds(2)) }
            },
            {
                nameof(RuntimeOptions.ActivityCancellationGrace),
                new() { ActivityCancellationGrace = TimeSpan.FromSeconds(-1) }
            },
            {
                nameof(RuntimeOptions.SessionIdle),
                new() { SessionIdle = TimeSpan.FromSeconds(12) }
            },
            {
                nameof(RuntimeOptions.SessionLease),
                new() { SessionLease = TimeSpan.Zero }
            },
            {
                nameof(RuntimeOptions.TurnLease),
                new() { TurnLease = TimeSpan.FromDays(5) }
            },
            {
                nameof(RuntimeOptions.ActivityLease),
                new() { ActivityLease = TimeSpan.FromDays(30) }
            },
            {
                nameof(RuntimeOptions.SessionLease),
                new() { SessionLease = TimeSpan.FromDays(1) }
            },
            {
                nameof(RuntimeOptions.SessionSweep),
                new() { SessionSweep = TimeSpan.Zero }
            },
            {
                nameof(RuntimeOptions.StoreCountInterval),
                new() { StoreCountInterval = TimeSpan.FromMilliseconds(999) }
            },
            {
                "Retention.Interval",
                new() { Retention = new() { Interval = TimeSpan.Zero } }
            },
            {
                "Retention.Default.KeepExecutions",
                new() { Retention = new() { Default = new() { KeepExecutions = 0 } } }
            },
            {
                "Retention.Orchestrations['a'].KeepFor",
                new()
                {
                    Retention = new()
                    {
                        Orchestrations = new Dictionary<string, RetentionPolicy>
                        {
                            ["a"] = new() { KeepFor = TimeSpan.FromSeconds(-1) },
                        },
                    },
                }
            },
            {
                nameof(RuntimeOptions.MaxSessions),
                new() { MaxSessions = -1 }
            },
            {
                nameof(RuntimeOptions.NodeId),
                new() { NodeId = "" }
            },
            {
                nameof(RuntimeOptions.Tags),
                new() { Tags = new TagFilter.Tags([]) }
            },
            {
                nameof(RuntimeOptions.Tags),
                new() { Tags = new TagFilter.DefaultAnd(["a", "b", "c", "d", "e", "f"]) }
            },
            {
                nameof(RuntimeOptions.Tags),
                new() { Tags = new TagFilter.Tags([""]) }
            },
            {
                nameof(RuntimeOptions.HotInstances),
                new() { HotInstances = -1 }
            },
            {
                nameof(RuntimeOptions.HotBytes),
                new() { HotBytes = -1 }
            },
            {
                nameof(RuntimeOptions.TurnTimeout),
                new() { TurnTimeout = TimeSpan.Zero }
            },
            {
                nameof(RuntimeOptions.TurnLimit),
                new() { TurnLimit = TimeSpan.Zero }
            },
            {
                nameof(RuntimeOptions.ReplacementSlots),
                new() { ReplacementSlots = -1 }
            },
            {
                nameof(RuntimeOptions.ShutdownTimeout),
                new() { ShutdownTimeout = TimeSpan.FromSeconds(-1) }
            },
            {
                nameof(RuntimeOptions.ReplayVersions),
                new() { ReplayVersions = new(SemanticVersion.Parse("2.0.0"), SemanticVersion.Parse("1.0.0")) }
            },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void An_option_that_cannot_work_is_refused_by_its_name(string name, RuntimeOptions options)
    {
        var refusal = Assert.Throws<ArgumentException>(() => RuntimeOptionsValidation.Validate(options));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Durations =>
        [
            .. typeof(RuntimeOptions)
                .GetProperties()
                .Where(option => option.PropertyType == typeof(TimeSpan))
                .Select(option => option.Name),
        ];

    [Theory]
    [MemberData(nameof(Durations))]
    public void A_time_that_no_clock_will_see_the_end_of_is_refused_by_its_name(string name)
    {
        var options = new RuntimeOptions();
        typeof(RuntimeOptions).GetProperty(name)!.SetValue(options, TimeSpan.MaxValue);

        var refusal = Assert.Throws<ArgumentException>(() => RuntimeOptionsValidation.Validate(options));

        Assert.Contains(
            $"{name} is {TimeSpan.MaxValue} and must be at most",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_time_within_another_option_is_refused_by_the_names_of_both()
    {
        var options = new RuntimeOptions
        {
            UnregisteredBackoff = new(TimeSpan.MaxValue, 2, TimeSpan.MaxValue),
            Determinism = DeterminismOptions.Default with { BlockingTolerance = TimeSpan.MinValue },
        };

        var problems = RuntimeOptionsValidation.Problems(options);

        Assert.Equal(
            ["Determinism.BlockingTolerance", "UnregisteredBackoff.First", "UnregisteredBackoff.Max"],
            problems.Select(problem => problem.Split(' ')[0]).Order(StringComparer.Ordinal)
        );
    }

    public static TheoryData<string> LimitNames =>
        [.. typeof(Limits).GetProperties().Where(limit => limit.CanWrite).Select(limit => limit.Name)];

    [Theory]
    [MemberData(nameof(LimitNames))]
    public void A_limit_that_cannot_work_is_refused_by_its_name_by_runtime_and_client_alike(string name)
    {
        var limits = Limits.Default with { };
        var limit = typeof(Limits).GetProperty(name)!;
        limit.SetValue(limits, Convert.ChangeType(-1, limit.PropertyType, CultureInfo.InvariantCulture));

        var runtime = Assert.Throws<ArgumentException>(() =>
            RuntimeOptionsValidation.Validate(new RuntimeOptions { Limits = limits })
        );
        var client = Assert.Throws<ArgumentException>(() =>
            new DuroxideClient(new InMemoryProvider(), options: new ClientOptions { Limits = limits })
        );

        Assert.Contains($"Limits.{name} is -1", runtime.Message, StringComparison.Ordinal);
        Assert.Contains($"Limits.{name} is -1", client.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_above_what_can_be_stored_of_one_text_is_refused_with_what_to_do()
    {
        const int Longest = 128 * 1024 * 1024;
        var limits = new Limits { InputBytes = Longest, OutputBytes = Longest + 1 };

        var problem = Assert.Single(RuntimeOptionsValidation.Problems(new RuntimeOptions { Limits = limits }));

        Assert.Equal(
            "Limits.OutputBytes is 134217729 and must be at most 134217728 (128 MiB): no longer text can be stored. "
                + "Pass what is larger by a reference to it.",
            problem
        );
    }

    [Fact]
    public void A_limit_of_zero_is_refused_where_nothing_could_run_and_forbids_the_rest()
    {
        var none = new Limits
        {
            InputBytes = 0,
            OutputBytes = 0,
            NameBytes = 0,
            TagBytes = 0,
            CustomStatusBytes = 0,
            ValueBytes = 0,
            ValueKeys = 0,
            CarriedMessages = 0,
            HistoryEvents = 0,
            HistoryBytes = 0,
            AsksPerRun = 0,
        };

        var problems = RuntimeOptionsValidation.Problems(new RuntimeOptions { Limits = none });

        Assert.Equal(
            ["AsksPerRun", "HistoryBytes", "HistoryEvents", "InputBytes", "NameBytes", "OutputBytes"],
            problems.Select(problem => problem.Split(' ', '.')[1]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(
            2,
            RuntimeOptionsValidation.Problems(new RuntimeOptions { MaxAttempts = 0, TurnsInFlight = 0 }).Count
        );

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 16)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void An_unregistered_handler_is_waited_for_longer_each_time(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new RuntimeOptions().UnregisteredBackoff.After(attempt));

    [Theory]
    [InlineData(30, 12)]
    [InlineData(15, 6)]
    [InlineData(5, 2)]
    [InlineData(1, 0.4)]
    public void A_lease_is_renewed_well_before_it_ends_however_short_it_is(double lease, double interval) =>
        Assert.Equal(TimeSpan.FromSeconds(interval), RenewalInterval.Of(TimeSpan.FromSeconds(lease)));
}
