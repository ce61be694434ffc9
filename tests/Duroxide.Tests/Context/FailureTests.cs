namespace Duroxide.Tests;

public class FailureTests
{
    [Fact]
    public void The_text_of_a_cancellation_that_the_code_throws_is_kept()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Call("a");
            throw new OperationCanceledException("the customer left");
        });

        driver.Start().Complete("a", "\"\"");

        Assert.Equal("orchestration panicked: the customer left", driver.Failure.Display);
    }

    [Fact]
    public void An_activitys_failure_reaches_the_code_with_its_details()
    {
        var reported = new Failure.Application(ApplicationKind.ActivityFailed, "no money", Retryable: true)
        {
            ErrorType = "Bank.Exception",
            Details = "a trace",
        };
        using var driver = Driver.Of<string>(async ctx =>
        {
            var failed = await Assert.ThrowsAsync<ActivityFailedException>(() => ctx.Call("a").AsTask());
            Assert.Equal(reported, failed.Failure);
            return failed.Message;
        });

        driver.Start().Answer(new EventId(2), new Outcome.Failed(reported));

        Assert.Equal("\"Activity \\u0027a\\u0027 failed at attempt 1: no money\"", driver.Output);
    }

    [Fact]
    public void An_activitys_failure_that_is_not_caught_fails_the_orchestration_with_its_text()
    {
        using var driver = Driver.Of<string>(async ctx => await ctx.Call("a"));

        driver.Start().Fail("a", "no money");

        var failure = Assert.IsType<Failure.Application>(driver.Failure);
        Assert.Equal((ApplicationKind.OrchestrationFailed, "no money"), (failure.Kind, failure.Message));
        Assert.Equal("Activity 'a' failed at attempt 1: no money", failure.Details);
    }

    [Fact]
    public void The_details_of_a_failure_that_is_passed_on_begin_with_where_it_comes_from()
    {
        var reported = new Failure.Application(ApplicationKind.ActivityFailed, "no money") { Details = "a trace" };
        using var driver = Driver.Of<string>(async ctx => await ctx.Call("a"));

        driver.Start().Answer(new EventId(2), new Outcome.Failed(reported));

        var failure = Assert.IsType<Failure.Application>(driver.Failure);
        Assert.Equal($"Activity 'a' failed at attempt 1: no money{Environment.NewLine}a trace", failure.Details);
    }

    [Fact]
    public void Any_other_exception_is_a_panic_with_its_type_and_stack()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            await ctx.Call("a");
            throw new InvalidOperationException("oops");
        });

        driver.Start().Complete("a", "\"\"");

        var failure = Assert.IsType<Failure.Application>(driver.Failure);
        Assert.Equal(ApplicationKind.Panicked, failure.Kind);
        Assert.Equal("orchestration panicked: oops", failure.Display);
        Assert.Equal("System.InvalidOperationException", failure.ErrorType);
        Assert.Contains(nameof(FailureTests), failure.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void An_orchestration_can_fail_itself_without_a_panic()
    {
        using var driver = Driver.Of<string>(_ => throw new OrchestrationFailedException("out of stock"));

        Assert.Equal(
            new Failure.Application(ApplicationKind.OrchestrationFailed, "out of stock"),
            driver.Start().Failure
        );
    }

    [Fact]
    public void An_exception_that_nobody_awaits_is_a_panic()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            Forget();
            return await ctx.Call("b");

            async void Forget()
            {
                await ctx.Call("a");
                throw new InvalidOperationException("forgotten");
            }
        });

        Assert.Equal("orchestration panicked: forgotten", driver.Start().Complete("a", "\"\"").Failure.Display);
    }

    [Fact]
    public void A_cancelled_task_is_a_panic()
    {
        using var driver = Driver.Of<string>(_ => Task.FromCanceled<string>(new(canceled: true)));

        Assert.StartsWith("orchestration panicked:", driver.Start().Failure.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_does_not_fit_fails_the_orchestration_without_running_it()
    {
        using var driver = Driver.Of<int, string>(
            (_, _) => throw new InvalidOperationException("ran"),
            1,
            change: header => header with { Input = "\"text\"" }
        );

        var failure = Assert.IsType<Failure.Application>(driver.Start().Failure);
        Assert.Equal(ApplicationKind.OrchestrationFailed, failure.Kind);
        Assert.StartsWith(
            "the input of orchestration 'tested' does not fit",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Breaking_a_limit_ends_the_instance_and_the_code_hears_nothing()
    {
        using var driver = Driver.Of<string>(async ctx =>
        {
            ctx.SetValue("k", new string('x', 20_000));
            ctx.SetCustomStatus("ignored");
            return await ctx.Call("a");
        });

        Assert.Contains("exceeds limit", driver.Start().Failure.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_step_is_a_divergence_that_the_code_does_not_see()
    {
        var step = "before";
        var caught = false;
        using var driver = Driver.Of<string>(async ctx =>
        {
            try
            {
                return await ctx.Call(step);
            }
            catch (Exception)
            {
                caught = true;
                throw;
            }
        });
        driver.Replays = false;
        driver.Start();
        step = "after";

        driver.Restart().Take();

        Assert.Contains("nondeterministic", driver.Failure.Display, StringComparison.Ordinal);
        Assert.False(caught);
    }

    [Fact]
    public void A_failure_with_a_text_of_megabytes_is_cut_and_says_so()
    {
        var text = new string('x', (64 * 1024) - 1) + "😀" + new string('y', 1024 * 1024);

        Failure.Application[] failures =
        [
            Failures.OfActivity(new InvalidOperationException(text)),
            Failures.OfOrchestration(new InvalidOperationException(text)),
            Failures.OfOrchestration(new OrchestrationFailedException(text)),
        ];

        Assert.All(
            failures,
            failure =>
            {
                Assert.EndsWith(
                    $"x … (cut, {text.Length} characters in all)",
                    failure.Message,
                    StringComparison.Ordinal
                );
                Assert.InRange(failure.Details?.Length ?? 0, 0, 70_000);
            }
        );
    }

    [Fact]
    public void What_cannot_be_written_is_not_worth_another_attempt()
    {
        var failure = Failures.OfActivity(
            new PayloadException("the output of activity 'a'", typeof(double), new FormatException("no JSON has NaN"))
        );

        Assert.False(failure.Retryable);
        Assert.Equal("Duroxide.PayloadException", failure.ErrorType);
    }

    [Fact]
    public void The_details_of_a_failure_do_not_grow_from_level_to_level()
    {
        var failure = new Failure.Application(ApplicationKind.Panicked, new string('x', 60_000))
        {
            Details = "a trace",
        };
        for (var level = 0; level < 60; level++)
        {
            failure = new SubOrchestrationFailedException("child", "child", failure).ToFailure();

            Assert.InRange(failure.Details!.Length, 1, 66_000);
            Assert.InRange(failure.Message.Length, 1, 66_000);
        }
    }

    [Fact]
    public void Code_that_gives_null_instead_of_a_task_is_told_so()
    {
        using var driver = Driver.Of<string>(_ => null!);

        driver.Start();

        Assert.Equal(
            "The code of orchestration 'tested' returned null instead of a task. Make it async, or return Task.FromResult(…).",
            Assert.IsType<Failure.Application>(driver.Failure).Message
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_key_that_cannot_be_one_is_refused_where_it_is_read(string key)
    {
        using var driver = Driver.Of<string?>(ctx => Task.FromResult(ctx.GetValue<string>(key)));
        using var other = Driver.Of<string?>(async ctx => await ctx.GetValueFrom<string>("other", key));

        driver.Start();
        other.Start();

        Assert.Contains("The key", driver.Failure.Display, StringComparison.Ordinal);
        Assert.Contains("The key", other.Failure.Display, StringComparison.Ordinal);
    }
}
