namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>The encoded values of this instance by key, in order of the keys, each with the time of its last change.</summary>
    public ValueMap<string, StoredValue> Values => run.IsLive() ? run.Host.Values : default;

    /// <summary>Stores a value under a key of this instance, for itself, its later executions and clients to read.</summary>
    /// <exception cref="PayloadException">The value cannot be written.</exception>
    public void SetValue<T>(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        run.Do(new Effect.SetValue(key, run.Codec.Encode(value, ValueOf(key))));
    }

    /// <summary>Reads a value of this instance; the type's default when the key is missing.</summary>
    /// <remarks>Ask for an <c>int?</c> rather than an <c>int</c> to tell a missing value from 0.</remarks>
    /// <exception cref="PayloadException">The value is of another type.</exception>
    /// <exception cref="ArgumentException">The text cannot be a key.</exception>
    public T? GetValue<T>(string key) =>
        Values.TryGetValue(CheckedKey(key), out var stored) ? run.Codec.Decode<T>(stored.Data, ValueOf(key)) : default;

    /// <summary>Removes a key; does nothing when it is missing.</summary>
    public void ClearValue(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        run.Do(new Effect.ClearValue(key));
    }

    /// <summary>Removes all keys.</summary>
    public void ClearValues() => run.Do(new Effect.ClearValue(null));

    /// <summary>Removes the keys that were last set before a time, and returns how many they were.</summary>
    public int PruneValues(DateTimeOffset before)
    {
        var cutoff = Timestamp.From(before);
        var old = Values.Where(entry => entry.Value.Updated < cutoff).Select(entry => entry.Key).ToList();
        old.ForEach(ClearValue);
        return old.Count;
    }

    /// <summary>Reads a value of another instance as it is when the question is answered; the default when there is none.</summary>
    /// <remarks>Ask for an <c>int?</c> rather than an <c>int</c> to tell a missing value from 0. The answer is recorded. This instance may be asked too, and answers with its last committed turn.</remarks>
    /// <exception cref="PayloadException">On awaiting: the value is of another type.</exception>
    /// <exception cref="ArgumentException">The text cannot be a key.</exception>
    public DurableTask<T?> GetValueFrom<T>(InstanceId instance, string key)
    {
        var question = ValueLookup.Question(instance, CheckedKey(key));
        return run.Ask<T?>(
            new Operation.Activity(ValueLookup.ActivityName, question),
            static (pending, outcome) =>
                ValueLookup.ReadAnswer(ReadActivity<Payload>(pending, outcome).Text) is { } found
                    ? pending.Run.Codec.Decode<T>(found, "a value of another instance")
                    : default
        ).Handle;
    }

    static string CheckedKey(string key) => NameRules.Checked(key, "key", nameof(key));

    static string ValueOf(string key) => $"the value of key '{key}'";
}
