namespace Duroxide.Runtime;

/// <summary>Writes and reads the work of an activity.</summary>
static class ActivityWorkCodec
{
    public static void Write(WireWriter writer, ActivityWork work)
    {
        writer.BeginObject();
        writer.Text(WireFields.Name, work.Name);
        writer.Text(WireFields.Input, work.Input);
        writer.Text(WireFields.Orchestration, work.OrchestrationName);
        writer.Text(WireFields.Version, VersionTexts.Of(work.OrchestrationVersion));
        writer.Text(WireFields.IdempotencyKey, work.IdempotencyKey);
        AttemptCodec.Write(writer, work.Attempt, work.FirstAttempt);
        TraceContextCodec.Write(writer, work.Trace);
        writer.EndObject();
    }

    public static ActivityWork Read(ref WireReader reader)
    {
        reader.BeginObject();
        var work = new ActivityWork(
            reader.Word(WireFields.Name),
            reader.Text(WireFields.Input),
            reader.Word(WireFields.Orchestration),
            reader.Version(WireFields.Version),
            reader.Text(WireFields.IdempotencyKey)
        )
        {
            Attempt = AttemptCodec.Read(ref reader),
            FirstAttempt = AttemptCodec.ReadFirst(ref reader),
            Trace = TraceContextCodec.Read(ref reader),
        };
        reader.EndObject();
        return work;
    }
}
