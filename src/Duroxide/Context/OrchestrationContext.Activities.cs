namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Runs an activity; it is asked for at once, and awaiting the handle gives its result.</summary>
    /// <exception cref="ActivityFailedException">On awaiting: the activity failed, after all its attempts.</exception>
    /// <exception cref="PayloadException">The input cannot be written or, on awaiting, the result cannot be read.</exception>
    public DurableTask<TOutput> ScheduleActivity<TInput, TOutput>(
        ActivityName<TInput, TOutput> activity,
        TInput input,
        ActivityOptions? options = null
    ) => ScheduleActivity<TInput, TOutput>(activity.Name, input, options);

    /// <summary>Runs an activity whose name is known only as text.</summary>
    /// <exception cref="ActivityFailedException">On awaiting: the activity failed, after all its attempts.</exception>
    /// <exception cref="PayloadException">The input cannot be written or, on awaiting, the result cannot be read.</exception>
    public DurableTask<TOutput> ScheduleActivity<TInput, TOutput>(
        string name,
        TInput input,
        ActivityOptions? options = null
    )
    {
        Names.Checked(name, nameof(name));
        var operation = new Operation.Activity(name, run.Codec.Encode(input, "the input of activity", name))
        {
            Session = options?.Session,
            Tag = options?.Tag,
            TimeToLive = options?.TimeToLive,
        };
        return options is { Retry: not null } or { Timeout: not null }
            ? run.Run($"Activity '{name}'", () => Try<TOutput>(operation, options))
            : run.Ask<TOutput>(operation, ReadActivity<TOutput>).Handle;
    }

    async Task<T> Try<T>(Operation.Activity operation, ActivityOptions options)
    {
        var policy = options.Retry ?? RetryPolicy.None;
        EventId? first = null;
        for (var attempt = 1; ; attempt++)
        {
            var asked = run.Ask<T>(operation with { Attempt = attempt, FirstAttempt = first }, ReadActivity<T>);
            first ??= asked.Id;
            try
            {
                return await WithTimeout(options.Timeout, asked.Handle, operation.Name, attempt);
            }
            catch (ActivityFailedException failed)
            {
                if (attempt >= policy.MaxAttempts || !policy.TriesAgain(failed))
                {
                    throw;
                }
                Warn($"Attempt {attempt + 1} of {policy.MaxAttempts} follows. {failed.Message}");
            }
            if (policy.DelayAfter(attempt, NewGuid) is var delay && delay > TimeSpan.Zero)
            {
                await ScheduleTimer(delay);
            }
        }
    }

    async Task<T> WithTimeout<T>(TimeSpan? timeout, DurableTask<T> asked, string activity, int attempt)
    {
        if (timeout is not { } longest)
        {
            return await asked;
        }
        var first = await Select(asked, ScheduleTimer(longest));
        return first.Match(result => result, _ => throw new ActivityTimeoutException(activity, attempt, longest));
    }

    static T ReadActivity<T>(PendingOperation pending, Outcome outcome)
    {
        var asked = (Operation.Activity)pending.Operation;
        return outcome switch
        {
            Outcome.Succeeded success => pending.Run.Codec.Decode<T>(
                success.Result,
                "the result of activity",
                asked.Name
            ),
            Outcome.Failed { Failure: Failure.Application failure } => throw new ActivityFailedException(
                asked.Name,
                asked.Attempt,
                failure
            ),
            Outcome.Failed or Outcome.Fired => throw Misfit(pending, outcome),
        };
    }

    // The core answers each kind of operation with its own kinds of outcome, and ends the execution on a system failure.
    static InvalidOperationException Misfit(PendingOperation pending, Outcome outcome) =>
        new($"{pending.Name} of instance '{pending.Run.Host.Header.Instance}' was answered with {outcome}.");
}
