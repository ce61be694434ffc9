namespace Duroxide.Generators;

/// <summary>Reads the types of the payloads of declared code.</summary>
static class PayloadRoots
{
    public static ValueArray<PayloadType> OfOrchestration(
        GeneratorAttributeSyntaxContext context,
        CancellationToken _
    ) => Of(context, "OrchestrationContext");

    public static ValueArray<PayloadType> OfActivity(GeneratorAttributeSyntaxContext context, CancellationToken _) =>
        Of(context, "ActivityContext");

    static ValueArray<PayloadType> Of(GeneratorAttributeSyntaxContext context, string runs)
    {
        if (
            Subject.Of(context) is not { } subject
            || Signature.Of(RunMethod.Of(subject.Symbol).Method, runs) is not { } signature
        )
        {
            return default;
        }
        return PayloadReader.Read(signature.Payloads.Concat(ChannelReader.Read(subject).Types));
    }
}
