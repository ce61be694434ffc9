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
        if (Subject.Of(context) is not { } subject || subject.FindMethod().Method is not { } method)
        {
            return default;
        }
        var signature = Signature.Read(method, runs).Signature;
        return signature is null
            ? default
            : PayloadReader.Read(signature.Payloads.Concat(ChannelReader.Read(subject).Types));
    }
}
