using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Duroxide.Core;
using Duroxide.Providers;

namespace Duroxide.Scenarios;

/// <summary>Spans: one trace from the caller to the last activity, each span once, whatever is replayed or fails.</summary>
public abstract class TraceScenario<TFixture> : RuntimeScenario<TFixture>
    where TFixture : ProviderFixture, new()
{
    static readonly Activity<int, int> Adding = new("adding", (_, number) => Task.FromResult(number + 1));

    static readonly Orchestration<int, int> Counting = new(
        "counting",
        async (context, number) =>
        {
            number = await context.ScheduleActivity(Adding, number);
            await context.ScheduleTimer(TimeSpan.FromMinutes(3));
            return await context.ScheduleActivity(Adding, number);
        }
    );

    [Fact]
    public async Task A_trace_goes_from_the_caller_through_turns_activities_timers_and_children()
    {
        using var book = new SpanBook();
        var parent = new Orchestration<int, int>(
            "parent",
            async (context, number) => await context.ScheduleSubOrchestration(Counting, number)
        );
        Code.Add(Adding).Add(Counting).Add(parent);
        await RunAsync();

        await StartAsync(parent, "parent", 1);
        Assert.Equal(3, await OutputOfAsync<int>("parent"));
        await UntilWrittenAsync(book, "orchestration parent");

        Assert.Equal(
            [
                "activity adding",
                "activity adding",
                "child counting",
                "orchestration counting",
                "orchestration parent",
                "start parent",
                "timer",
                .. Enumerable.Repeat("turn counting", 4),
                .. Enumerable.Repeat("turn parent", 2),
                "wait",
            ],
            book.Names
        );
        var spans = book.ByName;
        var start = Assert.Single(spans["start parent"]);
        Assert.Equal(book.Caller.SpanId, start.ParentSpanId);
        Assert.All(spans["turn parent"], turn => Assert.Equal(start.SpanId, turn.ParentSpanId));
        var first = Assert.Single(
            spans["turn parent"],
            turn => spans["turn counting"].Any(of => of.ParentSpanId == turn.SpanId)
        );
        Assert.All(spans["turn counting"], turn => Assert.Equal(first.SpanId, turn.ParentSpanId));
        Assert.All(
            spans["activity adding"],
            attempt => Assert.Single(spans["turn counting"], turn => turn.SpanId == attempt.ParentSpanId)
        );
        Assert.Equal(TimeSpan.FromMinutes(3), Assert.Single(spans["timer"]).Duration);
        Assert.Equal("parent", Assert.Single(spans["orchestration parent"]).GetTagItem("duroxide.instance.id"));
    }

    [Fact]
    public async Task No_span_that_has_ended_is_made_the_current_one()
    {
        var swallowed = new ConcurrentQueue<Exception>();
        void Note(object? sender, FirstChanceExceptionEventArgs thrown)
        {
            if (thrown.Exception is InvalidOperationException { Source: "System.Diagnostics.DiagnosticSource" } error)
            {
                swallowed.Enqueue(error);
            }
        }
        using var book = new SpanBook();
        Code.Add(Adding).Add(Counting);
        await RunAsync();
        AppDomain.CurrentDomain.FirstChanceException += Note;
        try
        {
            await StartAsync(Counting, "counting", 1);
            await OutputOfAsync<int>("counting");
            await UntilWrittenAsync(book, "orchestration counting");
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Note;
        }

        Assert.Empty(swallowed);
    }

    [Fact]
    public async Task A_replay_writes_no_span()
    {
        using var book = new SpanBook();
        Code.Add(Adding).Add(Counting);
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(Counting, "counting", 1);
        await OutputOfAsync<int>("counting");
        await UntilWrittenAsync(book, "orchestration counting");

        Assert.Equal(4, book.ByName["turn counting"].Count());
        Assert.Equal(2, book.ByName["activity adding"].Count());
        Assert.Single(book.ByName["timer"]);
    }

    [Fact]
    public async Task A_turn_that_is_not_stored_writes_no_span()
    {
        using var book = new SpanBook();
        Code.Add(Adding).Add(Counting);
        var failures = 0;
        Provider.Before = call =>
            call.Method == nameof(IProvider.CommitTurnsAsync) && failures++ == 0
                ? throw new ProviderException("commit", "the disk is full", isRetryable: false)
                : Task.CompletedTask;
        await RunAsync(options => options with { HotInstances = 0 });

        await StartAsync(Counting, "counting", 1);
        await OutputOfAsync<int>("counting");
        await UntilWrittenAsync(book, "orchestration counting");

        Assert.True(failures > 1);
        Assert.Equal(4, book.ByName["turn counting"].Count());
    }

    [Fact]
    public async Task A_trace_goes_on_after_a_restart()
    {
        using var book = new SpanBook();
        Code.Add(Adding).Add(Counting);
        var before = await RunAsync();
        await StartAsync(Counting, "counting", 1);
        await UntilWrittenAsync(book, "activity adding");
        await StopAsync(before);

        await RunAsync();
        await OutputOfAsync<int>("counting");
        await UntilWrittenAsync(book, "orchestration counting");

        Assert.Equal(2, book.ByName["activity adding"].Count());
        Assert.Single(book.ByName["orchestration counting"]);
    }

    [Fact]
    public async Task A_turn_is_linked_to_the_signal_that_it_reacts_to()
    {
        using var book = new SpanBook();
        var waiting = new Orchestration<Unit, int>(
            "waiting",
            async (context, _) => await context.ReceiveMessage<int>("inbox")
        );
        Code.Add(waiting);
        await RunAsync();
        await StartAsync(waiting, "waiting", Unit.Value);

        await Client.SendMessageAsync("waiting", "inbox", 7, Cancellation);
        await OutputOfAsync<int>("waiting");
        await UntilWrittenAsync(book, "orchestration waiting");

        var signal = Assert.Single(book.ByName["send inbox"]);
        var link = Assert.Single(book.ByName["turn waiting"].SelectMany(turn => turn.Links));
        Assert.Equal(signal.SpanId, link.Context.SpanId);
    }

    [Fact]
    public async Task A_turn_is_linked_to_the_turn_that_sent_what_it_reacts_to()
    {
        using var book = new SpanBook();
        var waiting = new Orchestration<Unit, int>(
            "waiting",
            async (context, _) => await context.ReceiveMessage<int>("inbox")
        );
        var sending = new Orchestration<Unit, int>(
            "sending",
            (context, _) =>
            {
                context.SendMessage("waiting", "inbox", 7);
                return Task.FromResult(7);
            }
        );
        Code.Add(waiting).Add(sending);
        await RunAsync();
        await StartAsync(waiting, "waiting", Unit.Value);

        await StartAsync(sending, "sending", Unit.Value);
        await OutputOfAsync<int>("waiting");
        await UntilWrittenAsync(book, "orchestration waiting");

        var sender = Assert.Single(book.ByName["turn sending"]);
        var link = Assert.Single(book.ByName["turn waiting"].SelectMany(turn => turn.Links));
        Assert.Equal(sender.SpanId, link.Context.SpanId);
    }

    [Fact]
    public async Task The_code_of_an_activity_runs_in_its_span_with_the_callers_baggage_and_that_of_an_orchestration_in_none()
    {
        using var book = new SpanBook();
        book.Caller.AddBaggage("tenant", "nørd, ltd");
        var asking = new Activity<Unit, string>(
            "asking",
            (_, _) =>
                Task.FromResult($"{Activity.Current?.OperationName} for {Activity.Current?.GetBaggageItem("tenant")}")
        );
        var asked = new Orchestration<Unit, string>(
            "asked",
            async (context, _) =>
                $"{await context.ScheduleActivity(asking, Unit.Value)} in {Activity.Current?.OperationName ?? "none"}"
        );
        Code.Add(asking).Add(asked);
        await RunAsync();

        await StartAsync(asked, "asked", Unit.Value);

        Assert.Equal("activity asking for nørd, ltd in none", await OutputOfAsync<string>("asked"));
    }

    [Fact]
    public async Task Spans_tell_which_attempt_failed_and_why()
    {
        using var book = new SpanBook();
        var failing = new Activity<Unit, Unit>("failing", (_, _) => throw new TimeoutException("no answer"));
        var doomed = new Orchestration<Unit, Unit>(
            "doomed",
            async (context, _) =>
                await context.ScheduleActivity(
                    failing,
                    Unit.Value,
                    new() { Retry = new RetryPolicy { MaxAttempts = 2 } }
                )
        );
        Code.Add(failing).Add(doomed);
        await RunAsync();

        await StartAsync(doomed, "doomed", Unit.Value);
        await FailureOfAsync("doomed");
        await UntilWrittenAsync(book, "orchestration doomed");

        var attempts = book.ByName["activity failing"].ToList();
        Assert.Equal([1, 2], attempts.Select(span => span.GetTagItem("duroxide.activity.attempt")).Order());
        Assert.All(attempts, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.All(attempts, span => Assert.Equal("System.TimeoutException", span.GetTagItem("error.type")));
        var whole = Assert.Single(book.ByName["orchestration doomed"]);
        Assert.Equal("failed", whole.GetTagItem("duroxide.outcome"));
        Assert.Contains("no answer", whole.StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_that_was_started_in_a_span_has_nothing_to_do_with_it()
    {
        using var book = new SpanBook();
        Code.Add(Adding).Add(Counting);
        await RunAsync();
        Activity.Current = null;

        await StartAsync(Counting, "untraced", 1);
        await OutputOfAsync<int>("untraced");

        Assert.DoesNotContain("turn counting", book.Names);
    }

    [Fact]
    public async Task A_wait_lies_below_its_caller_though_that_ends_before_it()
    {
        using var book = new SpanBook();
        Code.Add(Adding).Add(Counting);
        await RunAsync();
        await StartAsync(Counting, "counting", 1);

        var output = OutputOfAsync<int>("counting");
        book.Caller.Stop();
        await output;
        await UntilWrittenAsync(book, "wait");

        Assert.Equal(book.Caller.SpanId, Assert.Single(book.ByName["wait"]).ParentSpanId);
    }

    // What is stored is told first; the span is written a moment later.
    Task UntilWrittenAsync(SpanBook book, string name) => UntilAsync(() => book.ByName[name].Any());
}
