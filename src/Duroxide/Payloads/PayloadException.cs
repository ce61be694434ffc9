namespace Duroxide;

/// <summary>An input, output, event or value could not be written as text, or its text could not be read.</summary>
/// <param name="what">The payload, in words.</param>
/// <param name="type">The type that was wanted.</param>
/// <param name="innerException">What the converter said.</param>
public sealed class PayloadException(string what, Type type, Exception innerException)
    : DurableException(
        $"{what} does not fit the type {type.Name} (DUR0024, DUR0029): {Failures.Message(innerException)}",
        innerException
    )
{
    /// <summary>Which payload it is, in words.</summary>
    public string What { get; } = what;

    /// <summary>The type that was wanted.</summary>
    public Type Type { get; } = type;

    /// <inheritdoc />
    public override Failure.Application ToFailure() =>
        new(ApplicationKind.OrchestrationFailed, Message) { ErrorType = GetType().FullName };
}
