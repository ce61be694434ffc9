namespace Duroxide.Runtime;

/// <summary>Writes and reads how an execution ended.</summary>
static class EndingCodec
{
    public static void Write(WireWriter writer, Ending ending)
    {
        switch (ending)
        {
            case Ending.Completed completed:
                writer.Kind(WireKinds.OrchestrationCompleted);
                writer.Text(WireFields.Output, completed.Output);
                break;
            case Ending.Failed failed:
                writer.Kind(WireKinds.OrchestrationFailed);
                FailureCodec.Write(writer, WireFields.Failure, failed.Failure);
                break;
            case Ending.ContinuedAsNew continued:
                writer.Kind(WireKinds.OrchestrationContinuedAsNew);
                writer.Text(WireFields.Input, continued.Input);
                writer.OptionalVersion(WireFields.Version, continued.Version);
                break;
        }
    }

    /// <summary>Reads an ending after its kind; null when the kind is not an ending's.</summary>
    public static Ending? Read(ref WireReader reader, string kind) =>
        kind switch
        {
            WireKinds.OrchestrationCompleted => new Ending.Completed(reader.Text(WireFields.Output)),
            WireKinds.OrchestrationFailed => new Ending.Failed(FailureCodec.Read(ref reader, WireFields.Failure)),
            WireKinds.OrchestrationContinuedAsNew => new Ending.ContinuedAsNew(
                reader.Text(WireFields.Input),
                reader.OptionalVersion(WireFields.Version)
            ),
            _ => null,
        };

    public static void WriteWhole(WireWriter writer, Ending ending)
    {
        writer.BeginObject();
        Write(writer, ending);
        writer.EndObject();
    }

    public static Ending ReadWhole(ref WireReader reader)
    {
        reader.BeginObject();
        var kind = reader.Kind();
        var ending = Read(ref reader, kind) ?? throw WireReader.Unknown(kind);
        reader.EndObject();
        return ending;
    }
}
