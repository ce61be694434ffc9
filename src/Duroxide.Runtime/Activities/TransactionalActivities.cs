using System.Data.Common;

namespace Duroxide;

/// <summary>Lets an activity commit what it writes together with its result.</summary>
public static class TransactionalActivities
{
    /// <summary>Records the result of this run in a transaction, and commits it: both last, once, or neither does.</summary>
    /// <param name="context">The run.</param>
    /// <param name="transaction">The activity's own transaction, on the database of the store; nothing may use it afterwards.</param>
    /// <param name="result">What the activity then returns, of its own output type.</param>
    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">The result is of another type than the activity's output, or the activity was cancelled or another worker has it; the transaction is to be rolled back, as its disposal does.</exception>
    /// <exception cref="NotSupportedException">The store cannot do it.</exception>
    public static async Task<T> CommitAsync<T>(this ActivityContext context, DbTransaction transaction, T result)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (context.Recorder is not { } recorder)
        {
            throw new NotSupportedException(
                "No runtime runs this activity, so there is no store to record its result in."
            );
        }
        if (recorder.Output is { } output && !output.IsAssignableFrom(typeof(T)))
        {
            throw new InvalidOperationException(
                $"Activity '{context.ActivityName}' returns {output.Name}, and CommitAsync was given a {typeof(T).Name}. Nothing was committed."
            );
        }
        var codec = new PayloadCodec(recorder.Payloads);
        await recorder
            .RecordAsync(transaction, codec.Encode(result, $"the output of activity '{context.ActivityName}'"))
            .ConfigureAwait(false);
        return result;
    }
}
