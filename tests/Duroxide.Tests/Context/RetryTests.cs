namespace Duroxide.Tests;

public class RetryTests
{
    [Fact]
    public void The_first_success_ends_it()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Exponential() });

        Assert.Equal("\"A\"", driver.Start().Complete("a", "\"A\"").Output);
        Assert.Single(driver.Asked<Operation.Activity>());
        Assert.Empty(driver.Asked<Operation.Timer>());
    }

    [Fact]
    public void Success_on_the_third_attempt_takes_two_timers_and_the_attempts_are_numbered()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(5)) });

        driver.Start().Fail("a").Fire().Fail("a").Fire().Complete("a", "\"A\"");

        Assert.Equal("\"A\"", driver.Output);
        Assert.Equal([1, 2, 3], driver.Asked<Operation.Activity>().Select(asked => asked.Attempt));
        Assert.All(driver.Asked<Operation.Timer>(), asked => Assert.Equal(TimeSpan.FromSeconds(5), asked.Delay));
        Assert.Equal(2, driver.Asked<Operation.Timer>().Count);
        Assert.Equal(2, driver.Traces.Count(line => line.Level == TraceLevel.Warning));
    }

    [Fact]
    public void The_line_about_an_attempt_names_the_activity_once()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(5)) });

        driver.Start().Fail("a");

        var line = Assert.Single(driver.Traces, line => line.Level == TraceLevel.Warning).Message;
        Assert.StartsWith("Attempt 2 of 3 follows. Activity 'a' failed at attempt 1:", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_attempt_after_the_first_names_the_first()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var options = new ActivityOptions { Retry = RetryPolicy.Immediate() };
            await ctx.Call("a", options);
            return await ctx.Call("b", options);
        });

        driver.Start().Fail("a").Fail("a").Complete("a", "\"A\"").Fail("b").Complete("b", "\"B\"");

        Assert.Equal(
            [null, new EventId(2), new EventId(2), null, new EventId(8)],
            driver.Asked<Operation.Activity>().Select(asked => asked.FirstAttempt)
        );
    }

    [Fact]
    public void Exhausted_attempts_end_with_the_last_error()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Immediate() });

        driver.Start().Fail("a", "one").Fail("a", "two").Fail("a", "three");

        Assert.Equal("three", driver.Failure.Display);
        Assert.Equal(3, driver.Asked<Operation.Activity>().Count);
        Assert.Empty(driver.Asked<Operation.Timer>());
    }

    [Fact]
    public void A_single_attempt_is_not_repeated()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.None });

        Assert.Equal("broken", driver.Start().Fail("a").Failure.Display);
    }

    [Fact]
    public void A_timeout_is_asked_for_after_the_activity_and_is_never_tried_again()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Exponential(), Timeout = TimeSpan.FromMinutes(1) });

        driver.Start().Fire();

        Assert.Equal("timeout: activity timed out", driver.Failure.Display);
        Assert.Equal(
            "Activity 'a' did not end within 00:01:00 at attempt 1, and was cancelled.",
            Assert.IsType<Failure.Application>(driver.Failure).Details
        );
        Assert.Single(driver.Asked<Operation.Activity>());
        Assert.Single(driver.Asked<Operation.Timer>());
        Assert.Equal([new EventId(2)], driver.Cancelled);
    }

    [Fact]
    public void A_timeout_is_caught_by_its_type()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                return await ctx.Call("a", new() { Timeout = TimeSpan.FromMinutes(1) });
            }
            catch (ActivityTimeoutException late)
            {
                return $"{late.Activity} {late.Timeout}";
            }
        });

        Assert.Equal("\"a 00:01:00\"", driver.Start().Fire().Output);
    }

    [Fact]
    public void An_error_is_tried_again_and_a_timeout_then_ends_it()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Immediate(), Timeout = TimeSpan.FromMinutes(1) });

        driver.Start().Fail("a").Fire();

        Assert.Equal("timeout: activity timed out", driver.Failure.Display);
        Assert.Equal(2, driver.Asked<Operation.Activity>().Count);
    }

    [Fact]
    public void Success_before_the_timeout_cancels_the_timer()
    {
        using var driver = Retrying(new() { Timeout = TimeSpan.FromMinutes(1) });

        Assert.Equal("\"A\"", driver.Start().Complete("a", "\"A\"").Output);
        Assert.Equal([new EventId(3)], driver.Cancelled);
    }

    [Fact]
    public void Retried_calls_start_at_the_call_and_run_side_by_side()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            var options = new ActivityOptions { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(1)) };
            var (a, b) = (ctx.Call("a", options), ctx.Call("b", options));
            return await a + await b;
        });

        driver.Start();
        Assert.Equal(2, driver.Asked<Operation.Activity>().Count);

        driver.Fail("b").Fail("a").Fire().Complete("b", "\"B\"").Fire().Complete("a", "\"A\"");
        Assert.Equal("\"AB\"", driver.Output);
    }

    [Fact]
    public void Every_attempt_has_the_session_the_tag_and_the_time_to_live()
    {
        var options = new ActivityOptions
        {
            Retry = RetryPolicy.Immediate(),
            Session = "s",
            Tag = "gpu",
            TimeToLive = TimeSpan.FromMinutes(5),
        };
        using var driver = Retrying(options);

        driver.Start().Fail("a").Complete("a", "\"A\"");

        Assert.All(
            driver.Asked<Operation.Activity>(),
            asked => Assert.Equal(("s", "gpu", TimeSpan.FromMinutes(5)), (asked.Session, asked.Tag, asked.TimeToLive))
        );
    }

    [Fact]
    public void An_empty_tag_or_session_is_refused_by_the_name_of_its_option()
    {
        var tag = Assert.Throws<ArgumentException>(() => new ActivityOptions { Tag = "" });
        var session = Assert.Throws<ArgumentException>(() => new ActivityOptions { Session = "" });

        Assert.StartsWith("ActivityOptions.Tag must not be empty.", tag.Message, StringComparison.Ordinal);
        Assert.StartsWith("ActivityOptions.Session must not be empty.", session.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_time_limit_that_is_over_at_once_is_refused_by_the_name_of_its_option(int milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);

        var timeout = Assert.Throws<ArgumentOutOfRangeException>(() => new ActivityOptions { Timeout = time });
        var timeToLive = Assert.Throws<ArgumentOutOfRangeException>(() => new ActivityOptions { TimeToLive = time });

        Assert.StartsWith(
            "ActivityOptions.Timeout must be longer than zero.",
            timeout.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "ActivityOptions.TimeToLive must be longer than zero.",
            timeToLive.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_result_that_does_not_fit_is_not_tried_again()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                var options = new ActivityOptions { Retry = RetryPolicy.Immediate() };
                return $"{await ctx.ScheduleActivity<string, int>("a", "", options)}";
            }
            catch (PayloadException thrown)
            {
                return thrown.What;
            }
        });

        Assert.Equal("\"the result of activity \\u0027a\\u0027\"", driver.Start().Complete("a", "\"x\"").Output);
    }

    [Fact]
    public void What_the_activity_calls_final_is_not_tried_again()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Exponential(attempts: 5) });
        var thrown = Failures.OfActivity(new NoSuchCardException());

        driver.Start().Answer(driver.OpenActivity("a"), new Outcome.Failed(thrown));

        Assert.Equal("no such card", driver.Failure.Display);
        Assert.Single(driver.Asked<Operation.Activity>());
        Assert.Empty(driver.Asked<Operation.Timer>());
    }

    [Fact]
    public void The_caller_may_say_by_what_is_recorded_which_failures_are_tried_again()
    {
        var policy = RetryPolicy.Immediate() with { ShouldRetry = failure => failure.ErrorType != "Shop.Refused" };
        using var driver = Retrying(new() { Retry = policy });
        var refused = new Failure.Application(ApplicationKind.ActivityFailed, "no") { ErrorType = "Shop.Refused" };

        driver.Start().Fail("a").Answer(driver.OpenActivity("a"), new Outcome.Failed(refused));

        Assert.Equal("no", driver.Failure.Display);
        Assert.Equal(2, driver.Asked<Operation.Activity>().Count);
    }

    [Fact]
    public void The_caller_cannot_have_a_final_failure_tried_again()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Immediate() with { ShouldRetry = _ => true } });
        var final = new Failure.Application(ApplicationKind.ActivityFailed, "no", Retryable: false);

        driver.Start().Answer(driver.OpenActivity("a"), new Outcome.Failed(final));

        Assert.Single(driver.Asked<Operation.Activity>());
    }

    [Fact]
    public void What_the_callers_choice_throws_reaches_the_code()
    {
        var policy = RetryPolicy.Immediate() with { ShouldRetry = _ => throw new FormatException("which kind?") };
        using var driver = Retrying(new() { Retry = policy });

        Assert.Equal("orchestration panicked: which kind?", driver.Start().Fail("a").Failure.Display);
    }

    [Fact]
    public void A_timeout_is_tried_again_when_the_policy_says_so()
    {
        var policy = RetryPolicy.Fixed(TimeSpan.FromSeconds(1)) with { RetryTimeouts = true };
        using var driver = Retrying(new() { Retry = policy, Timeout = TimeSpan.FromMinutes(1) });

        driver.Start().Fire().Fire().Restart().Complete("a", "\"A\"");

        Assert.Equal("\"A\"", driver.Output);
        Assert.Equal([1, 2], driver.Asked<Operation.Activity>().Select(asked => asked.Attempt));
    }

    [Fact]
    public void Jitter_shortens_each_delay_by_a_part_that_is_the_same_on_every_replay()
    {
        var policy = RetryPolicy.Fixed(TimeSpan.FromSeconds(100), attempts: 20) with { Jitter = 0.25 };
        using var driver = Retrying(new() { Retry = policy });

        driver.Start().Fail("a");
        for (var attempt = 2; attempt < 20; attempt++)
        {
            driver.Restart().Fire().Fail("a");
        }

        var seconds = driver.Asked<Operation.Timer>().Select(asked => asked.Delay.TotalSeconds).ToList();
        Assert.All(seconds, delay => Assert.InRange(delay, 75, 100));
        Assert.Equal(seconds.Count, seconds.Distinct().Count());
    }

    [Fact]
    public void A_restart_between_attempts_changes_nothing()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Fixed(TimeSpan.FromSeconds(1)) });

        driver.Start().Fail("a").Restart().Fire().Restart().Complete("a", "\"A\"");

        Assert.Equal("\"A\"", driver.Output);
    }

    [Fact]
    public void A_failure_of_the_system_ends_the_orchestration_without_another_attempt()
    {
        using var driver = Retrying(new() { Retry = RetryPolicy.Immediate() });
        var failure = new Failure.Infrastructure("store", "gone", Retryable: true);

        driver.Start().Answer(driver.OpenActivity("a"), new Outcome.Failed(failure));

        Assert.Equal(failure, driver.Failure);
        Assert.Single(driver.Asked<Operation.Activity>());
    }

    sealed class NoSuchCardException() : NonRetryableException("no such card");

    static Driver Retrying(ActivityOptions options) => Driver.Of<string>(async ctx => await ctx.Call("a", options));
}
