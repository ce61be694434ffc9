namespace Duroxide.Testing;

/// <summary>One way in which a faked activity may end.</summary>
public sealed class FakeAnswer
{
    readonly Func<ActivityCall, PayloadCodec, Outcome?> answer;
    readonly ValueList<Func<PayloadCodec, Sent>> sends;

    FakeAnswer(
        string label,
        Func<ActivityCall, PayloadCodec, Outcome?> answer,
        ValueList<Func<PayloadCodec, Sent>> sends = default
    )
    {
        Label = label;
        this.answer = answer;
        this.sends = sends;
    }

    /// <summary>The answer in a few words, for stories and reports.</summary>
    public string Label { get; }

    /// <summary>The activity does not answer: it stays in flight until a test answers it by hand.</summary>
    public static FakeAnswer Never { get; } = new("does not answer", (_, _) => null);

    /// <summary>The activity returns a value.</summary>
    public static FakeAnswer Returns<T>(T value) =>
        new(
            $"returns {value}",
            (call, codec) => new Outcome.Succeeded(codec.Encode(value, $"the fake result of {call.Name}"))
        );

    /// <summary>The activity returns encoded text.</summary>
    public static FakeAnswer ReturnsText(string encoded) =>
        new($"returns {HistoryText.Cut(encoded)}", (_, _) => new Outcome.Succeeded(encoded));

    /// <summary>The activity computes its result from its input; what the function throws fails it.</summary>
    public static FakeAnswer Computes<TInput, TOutput>(Func<TInput, TOutput> compute) =>
        new(
            "computes its result",
            (call, codec) =>
            {
                try
                {
                    var input = codec.Decode<TInput>(call.Input, $"the input of {call.Name}");
                    return new Outcome.Succeeded(codec.Encode(compute(input), $"the fake result of {call.Name}"));
                }
                catch (Exception thrown)
                {
                    return new Outcome.Failed(Failures.OfActivity(thrown));
                }
            }
        );

    /// <summary>The activity fails.</summary>
    /// <param name="message">The error's text.</param>
    /// <param name="retryable">Whether another attempt may help; false as when the code throws a <see cref="NonRetryableException"/>.</param>
    public static FakeAnswer Fails(string message, bool retryable = true) =>
        FailsWith(new Failure.Application(ApplicationKind.ActivityFailed, message, retryable));

    /// <summary>The activity fails in a way of the test's choice, also one of the system.</summary>
    public static FakeAnswer FailsWith(Failure failure) =>
        new($"fails with {HistoryText.Cut(failure.Display)}", (_, _) => new Outcome.Failed(failure));

    /// <summary>The same answer, before which the activity raises an event, as by a client.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">Its data.</param>
    /// <param name="instance">Who gets it. Default the instance that called.</param>
    public FakeAnswer AndRaise<T>(string name, T data, InstanceId? instance = null) =>
        And(
            $"raises event {name} with {data}",
            codec => new(instance, new Delivery.Data(Channel.Event, name, codec.Encode(data, $"event {name}")))
        );

    /// <summary>The same answer, before which the activity puts a message into a queue, as by a client.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="data">The message.</param>
    /// <param name="instance">Who gets it. Default the instance that called.</param>
    public FakeAnswer AndSendMessage<T>(string queue, T data, InstanceId? instance = null) =>
        And(
            $"puts {data} into queue {queue}",
            codec =>
                new(
                    instance,
                    new Delivery.Data(Channel.Queue, queue, codec.Encode(data, $"a message for queue {queue}"))
                )
        );

    /// <summary>Shows the label.</summary>
    public override string ToString() => Label;

    internal ActivityResult To(ActivityCall call, PayloadCodec codec) =>
        new(answer(call, codec), sends.Select(send => send(codec)).ToValueList());

    FakeAnswer And(string what, Func<PayloadCodec, Sent> send) =>
        new($"{what}, then {Label}", answer, sends.With(send));
}
