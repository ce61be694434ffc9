using Duroxide.Core;

namespace Duroxide.Runtime;

/// <summary>Finds the code of an activity, the framework's own included, and starts it.</summary>
sealed class ActivityCode(IProvider provider, Registry registry, DuroxideClient client, RuntimeOptions options)
{
    readonly PayloadCodec codec = new(options.Payloads);
    readonly Dictionary<Type, object> features = new(options.Features) { [typeof(DuroxideClient)] = client };

    /// <summary>Starts an activity; null when it is not registered here. The task never fails: what is thrown is an outcome.</summary>
    public Task<Outcome>? Start(ActivityItem item, ActivityWork work, CancellationToken cancellation) =>
        work.Name == ValueLookup.ActivityName ? AnswerAsync(work.Name, () => LookUpAsync(work.Input, cancellation))
        : registry.FindActivity(work.Name) is { } found
            ? AnswerAsync(work.Name, () => found.RunAsync(ContextOf(item, work, cancellation), work.Input, codec))
        : null;

    async Task<string> LookUpAsync(string input, CancellationToken cancellation)
    {
        var (instance, key) = ValueLookup.ReadQuestion(input);
        var values = await provider.ReadValuesAsync(instance, key, cancellation).ConfigureAwait(false);
        return ValueLookup.Answer(values.GetValueOrDefault(key)?.Data);
    }

    async Task<Outcome> AnswerAsync(string name, Func<Task<string>> run)
    {
        try
        {
            var output = await run().ConfigureAwait(false);
            return Size.Of(output) <= options.Limits.OutputBytes
                ? new Outcome.Succeeded(output)
                : new Outcome.Failed(TooLong(name, Size.Of(output)));
        }
        catch (Exception thrown)
        {
            return new Outcome.Failed(Failures.OfActivity(thrown));
        }
    }

    Failure TooLong(string name, int bytes) =>
        new Failure.Application(
            ApplicationKind.ActivityFailed,
            $"the output of activity {name} is {bytes} bytes and exceeds limit {options.Limits.OutputBytes} bytes"
        );

    ActivityContext ContextOf(ActivityItem item, ActivityWork work, CancellationToken cancellation) =>
        new(features)
        {
            Instance = item.Instance,
            Execution = item.Execution,
            OrchestrationName = work.OrchestrationName,
            OrchestrationVersion = work.OrchestrationVersion,
            ActivityName = work.Name,
            Id = item.Id,
            Attempt = work.Attempt,
            FirstAttempt = work.FirstAttempt,
            Session = item.Session,
            Tag = item.Tag,
            CancellationToken = cancellation,
            Logger = new ActivityLogger(options.Logging, item, work),
        };
}
