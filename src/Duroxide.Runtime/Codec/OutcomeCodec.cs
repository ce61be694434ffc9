namespace Duroxide.Runtime;

/// <summary>Writes and reads how an operation was answered, which events and deliveries store alike.</summary>
static class OutcomeCodec
{
    public static void WriteKind(WireWriter writer, Outcome outcome) =>
        writer.Kind(
            outcome switch
            {
                Outcome.Succeeded => WireKinds.OperationCompleted,
                Outcome.Failed => WireKinds.OperationFailed,
                Outcome.Fired => WireKinds.TimerFired,
            }
        );

    public static void WriteContent(WireWriter writer, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Succeeded succeeded:
                writer.Text(WireFields.Result, succeeded.Result);
                break;
            case Outcome.Failed failed:
                FailureCodec.Write(writer, WireFields.Failure, failed.Failure);
                break;
            case Outcome.Fired:
                break;
        }
    }

    public static Outcome ReadContent(ref WireReader reader, string kind) =>
        kind switch
        {
            WireKinds.OperationCompleted => new Outcome.Succeeded(reader.Text(WireFields.Result)),
            WireKinds.OperationFailed => new Outcome.Failed(FailureCodec.Read(ref reader, WireFields.Failure)),
            WireKinds.TimerFired => new Outcome.Fired(),
            _ => throw WireReader.Unknown(kind),
        };
}
