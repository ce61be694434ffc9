using Duroxide.Testing;

namespace Duroxide.Dashboard;

/// <summary>Travels through the history of an execution: how things stood, what the code decides there, and what if.</summary>
static class Travelling
{
    /// <summary>How far code is replayed, so that one request cannot hold a thread for long.</summary>
    public const int MostReplayed = 5000;

    const int MostRows = 200;

    /// <summary>How an execution stood after the event that the address names; after its last one when it names none.</summary>
    /// <exception cref="BadRequestException">There is no such event.</exception>
    public static async Task<MomentView> ReadAsync(Call call)
    {
        var instance = call.Instance;
        var execution = await ExecutionAsync(call, instance).ConfigureAwait(false);
        var at = new EventId(call.Number("event") ?? execution.Events);
        if (at.Value > execution.Events)
        {
            throw NoEvent(instance, execution, at);
        }
        var moment = await call
            .Board.Moments.ReadAsync(call.Management, instance, execution.Execution, at, call.Cancellation)
            .ConfigureAwait(false);
        var page = await call
            .Management.ReadHistoryAsync(instance, execution.Execution, at, 1, call.Cancellation)
            .ConfigureAwait(false);
        var happened = page is { Events: [var found, ..] } ? found : throw Gone(instance);
        var state = moment.State;
        return new(
            execution.Execution.Value,
            EventText.Of(call, happened, page.Header),
            execution.Events,
            call.ShownIfAny(state.Status),
            [.. moment.Waits.Select(WaitView.Of)],
            [.. state.Values.Select(value => ValueView.Of(call, value.Key, value.Value))],
            state.Tags.ToDictionary(tag => tag.Key, tag => tag.Value),
            state.Unread().Count,
            await DecideAsync(call, instance, execution.Execution, at).ConfigureAwait(false)
        );
    }

    /// <summary>The course that an execution would have taken if the event that the address names had never come, or had been another.</summary>
    public static async Task<CourseView> WhatIfAsync(Call call)
    {
        var instance = call.Instance;
        var execution = await ExecutionAsync(call, instance).ConfigureAwait(false);
        var at = new EventId(
            call.Number("event") ?? throw new BadRequestException("The parameter 'event' is missing.")
        );
        var last = new EventId(execution.Events);
        if (at > last)
        {
            throw NoEvent(instance, execution, at);
        }
        if (call.Programs is not { } programs || execution.Events > MostReplayed)
        {
            return new(null, [], false, Hindrance(call, last));
        }
        var recording = await RecordAsync(call, instance, execution.Execution, last).ConfigureAwait(false);
        if (Obstacle(call, recording, programs) is { } obstacle)
        {
            return new(null, [], false, obstacle);
        }
        var travel = new TimeTravel(recording, programs, call.Limits);
        try
        {
            return Course(
                call,
                call.Query("data") is { } data
                    ? travel.Change(at, Other(recording.History[(int)at.Value - 1].Fact, data))
                    : travel.LeaveOut(at)
            );
        }
        catch (ArgumentException refused)
        {
            throw new BadRequestException(Words.Of(refused));
        }
    }

    /// <summary>The execution that the address names.</summary>
    /// <exception cref="NotFoundException">There is no such one.</exception>
    /// <exception cref="BadRequestException">It has not begun.</exception>
    public static async Task<ExecutionInfo> ExecutionAsync(Call call, InstanceId instance)
    {
        var number = call.Number("execution") is { } given ? new ExecutionId(given) : (ExecutionId?)null;
        var execution = await call
            .Management.GetExecutionAsync(instance, number, call.Cancellation)
            .ConfigureAwait(false);
        if (execution is null)
        {
            throw await Reading.NoExecutionAsync(call, instance, number).ConfigureAwait(false);
        }
        return execution.Events > 0
            ? execution
            : throw new BadRequestException(
                $"Execution {execution.Execution} of instance '{instance}' has not begun: there is nothing to travel through."
            );
    }

    static async Task<DecisionView> DecideAsync(Call call, InstanceId instance, ExecutionId execution, EventId at)
    {
        if (call.Programs is not { } programs || at.Value > MostReplayed)
        {
            return DecisionView.Unknown(Hindrance(call, at));
        }
        var recording = await RecordAsync(call, instance, execution, at).ConfigureAwait(false);
        if (Obstacle(call, recording, programs) is { } obstacle)
        {
            return DecisionView.Unknown(obstacle);
        }
        var moment = new TimeTravel(recording, programs, call.Limits).GoTo(at);
        return new(
            true,
            null,
            [.. moment.Asks.Select(ask => EventText.Of(call, ask))],
            [.. moment.Waits.Select(wait => $"{EventWords.Naming(wait.Operation)} (event {wait.Id})")]
        );
    }

    /// <summary>Reads an execution up to an event, a page at a time.</summary>
    public static async Task<Recording> RecordAsync(Call call, InstanceId instance, ExecutionId execution, EventId last)
    {
        var events = new List<HistoryEvent>();
        Header? header = null;
        while (events.Count < last.Value)
        {
            var most = (int)Math.Min(Reading.Most, last.Value - events.Count);
            var page =
                await call
                    .Management.ReadHistoryAsync(
                        instance,
                        execution,
                        new EventId(events.Count + 1),
                        most,
                        call.Cancellation
                    )
                    .ConfigureAwait(false)
                ?? throw Gone(instance);
            header ??= page.Header;
            events.AddRange(page.Events.Count > 0 ? page.Events : throw Gone(instance));
        }
        return new(header ?? throw Gone(instance), events.ToValueList());
    }

    static BadRequestException NoEvent(InstanceId instance, ExecutionInfo execution, EventId at) =>
        new(
            $"Execution {execution.Execution} of instance '{instance}' has {execution.Events} events, and no event {at}."
        );

    /// <summary>Why code is not replayed here.</summary>
    public static string Hindrance(Call call, EventId at) =>
        call.Programs is null
            ? "This application holds no code of orchestrations (DashboardOptions.Code)."
            : $"Code is replayed up to event {MostReplayed} here, and this is event {at}. The command line goes on: duroxide debug.";

    static string? Obstacle(Call call, Recording recording, Programs programs) =>
        Verification.Verify(recording, programs, new() { Limits = call.Limits }) switch
        {
            Verdict.Same => null,
            Verdict.Diverged diverged =>
                $"The code of this application departs from the history at event {diverged.Divergence.At}:\n"
                    + call.Shown(diverged.Table),
            Verdict.Unregistered missing =>
                $"This application does not register {missing.Orchestration} {missing.Version}.",
            Verdict.NotApplicable other => other.Reason,
        };

    static Fact Other(Fact fact, string data) =>
        fact switch
        {
            Fact.Resolved resolved => resolved with { Outcome = new Outcome.Succeeded(data) },
            Fact.Arrived arrived => arrived with { Data = data },
            Fact.Started or Fact.Scheduled or Fact.Applied or Fact.Interrupted or Fact.Ended =>
                throw new BadRequestException("Only an answer, an event or a message can be another one."),
        };

    static CourseView Course(Call call, Alternative alternative)
    {
        if (alternative.FirstDifference is not { } first)
        {
            return new(null, [], false, null);
        }
        var (was, wouldBe) = (alternative.Original.History, alternative.Changed.History);
        var last = Math.Max(was.Count, wouldBe.Count);
        var rows = Enumerable
            .Range((int)first.Value, (int)Math.Min(MostRows, last - first.Value + 1))
            .Select(id => new CourseRowView(id, Step(call, was, id), Step(call, wouldBe, id)))
            .ToArray();
        return new(first.Value, rows, rows.Length == MostRows && first.Value + MostRows <= last, null);
    }

    static StepView? Step(Call call, ValueList<HistoryEvent> history, int id) =>
        id <= history.Count ? EventText.Of(call, history[id - 1].Fact) : null;

    static ClientException Gone(InstanceId instance) => new(new ClientError.InstanceNotFound(instance));
}
