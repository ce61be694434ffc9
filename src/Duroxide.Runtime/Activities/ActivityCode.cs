using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Duroxide.Runtime;

/// <summary>Finds the code of an activity, the framework's own included.</summary>
sealed class ActivityCode(
    IProvider provider,
    Registry registry,
    DuroxideClient client,
    RuntimeOptions options,
    string node,
    StorageRetry retry
)
{
    readonly ITransactionalStore? transactions = provider is MeasuredProvider measured
        ? measured.Transactions
        : provider as ITransactionalStore;
    readonly IPayloadConverter payloads = options.Payloads;
    readonly PayloadCodec codec = new(options.Payloads);
    readonly Lazy<ILogger> log = new(() => options.Logging.CreateLogger("Duroxide.Activity"));
    readonly Dictionary<Type, object> features = new(options.Features) { [typeof(DuroxideClient)] = client };

    /// <summary>Whether an activity is registered here.</summary>
    public bool Has(string name) => name == ValueLookup.ActivityName || registry.FindActivity(name) is not null;

    /// <summary>What runs an activity; null when it is not registered here. What its code throws is an outcome.</summary>
    /// <remarks>A <see cref="ProviderException"/> comes from the framework's own code, and says that there is no outcome yet.</remarks>
    public Func<Task<Outcome>>? Find(RunningActivity activity, ActivityWork work) =>
        work.Name == ValueLookup.ActivityName ? () => LookUpAsync(work, activity.Token)
        : registry.FindActivity(work.Name) is { } found ? () => AnswerAsync(found, activity, work)
        : null;

    async Task<Outcome> LookUpAsync(ActivityWork work, CancellationToken cancellationToken)
    {
        try
        {
            var (instance, key) = ValueLookup.ReadQuestion(work.Input);
            var values = await retry
                .RunAsync("reading values", () => provider.ReadValuesAsync(instance, key, cancellationToken))
                .ConfigureAwait(false);
            return Judge(work.Name, ValueLookup.Answer(values.GetValueOrDefault(key)?.Data));
        }
        catch (Exception thrown) when (thrown is not ProviderException)
        {
            return new Outcome.Failed(Failures.OfActivity(thrown));
        }
    }

    async Task<Outcome> AnswerAsync(ActivityRegistration found, RunningActivity activity, ActivityWork work)
    {
        try
        {
            var context = ContextOf(activity, work, found.Output);
            return Judge(work.Name, await found.RunAsync(context, work.Input, codec).ConfigureAwait(false));
        }
        catch (Exception thrown)
        {
            return new Outcome.Failed(Failures.OfActivity(thrown));
        }
    }

    Outcome Judge(string name, string output) =>
        HistorySize.Of(output) <= options.Limits.OutputBytes
            ? new Outcome.Succeeded(output)
            : new Outcome.Failed(TooLong(name, HistorySize.Of(output)));

    Failure TooLong(string name, int bytes) =>
        new Failure.Application(
            ApplicationKind.ActivityFailed,
            LimitCheck.Exceeded(
                $"the output of activity {name}",
                bytes,
                options.Limits.OutputBytes,
                nameof(Limits.OutputBytes)
            ),
            Retryable: false
        )
        {
            ErrorType = typeof(PayloadException).FullName,
        };

    ActivityContext ContextOf(RunningActivity activity, ActivityWork work, Type? output)
    {
        var item = activity.Item;
        return new(features)
        {
            Node = node,
            Instance = item.Instance,
            Execution = item.Execution,
            OrchestrationName = work.OrchestrationName,
            OrchestrationVersion = work.OrchestrationVersion,
            ActivityName = work.Name,
            Id = item.Id,
            IdempotencyKey = work.IdempotencyKey,
            Attempt = work.Attempt,
            FirstAttempt = work.FirstAttempt,
            Session = item.Session,
            Tag = item.Tag,
            CancellationToken = activity.Token,
            Logger = new ActivityLogger(log, item, work),
            Recorder = new Recorder(this, activity, work, output),
        };
    }

    async Task RecordAsync(RunningActivity activity, ActivityWork work, DbTransaction transaction, string output)
    {
        if (transactions is not { } store)
        {
            throw new NotSupportedException(
                $"Activity {work.Name} of instance '{activity.Item.Instance}' cannot commit its result in a transaction: the store '{provider.Name}' does not do that."
            );
        }
        if (Judge(work.Name, output) is Outcome.Failed { Failure: Failure.Application failure })
        {
            throw new InvalidOperationException(failure.Message);
        }
        var item = activity.Item;
        var outcome = new Outcome.Succeeded(output);
        var answer = WireCodec.EncodeDelivery(new Delivery.Answer(item.Execution, item.Id, outcome));
        if (
            !await store
                .CompleteAsync(transaction, activity.Lease, answer, CancellationToken.None)
                .ConfigureAwait(false)
        )
        {
            throw new InvalidOperationException(
                $"Activity {work.Name} of instance '{item.Instance}' was cancelled, or another worker has it: its transaction must not be committed."
            );
        }
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        activity.IsRecorded = true;
    }

    sealed class Recorder(ActivityCode code, RunningActivity activity, ActivityWork work, Type? output)
        : IResultRecorder
    {
        public Type? Output => output;

        public IPayloadConverter Payloads => code.payloads;

        public Task RecordAsync(DbTransaction transaction, string output) =>
            code.RecordAsync(activity, work, transaction, output);
    }
}
