namespace Duroxide.Runtime;

/// <summary>Writes and reads what an event says, as the fields after its id and time.</summary>
static class FactCodec
{
    public static void Write(WireWriter writer, Fact fact)
    {
        switch (fact)
        {
            case Fact.Started started:
                writer.Kind(WireKinds.OrchestrationStarted);
                writer.Text(WireFields.Name, started.Name);
                writer.Text(WireFields.Version, started.Version.ToString());
                HeaderCodec.WriteParent(writer, started.Parent);
                WriteLimit(writer, started.Limit);
                writer.OptionalText(WireFields.Cancelled, started.Cancelled);
                break;
            case Fact.Scheduled scheduled:
                OperationCodec.Write(writer, scheduled.Operation);
                break;
            case Fact.Applied applied:
                EffectCodec.Write(writer, applied.Effect);
                break;
            case Fact.Resolved resolved:
                OutcomeCodec.WriteKind(writer, resolved.Outcome);
                writer.Number(WireFields.Of, resolved.Of.Value);
                OutcomeCodec.WriteContent(writer, resolved.Outcome);
                break;
            case Fact.Arrived arrived:
                ChannelCodec.Write(writer, arrived.Channel, arrived.Name, arrived.Data);
                break;
            case Fact.Interrupted interrupted:
                WriteCause(writer, interrupted.Cause);
                break;
            case Fact.Ended ended:
                EndingCodec.Write(writer, ended.Ending);
                break;
        }
    }

    public static Fact Read(ref WireReader reader)
    {
        var kind = reader.Kind();
        switch (kind)
        {
            case WireKinds.OrchestrationStarted:
                return new Fact.Started(
                    reader.Word(WireFields.Name),
                    reader.Version(WireFields.Version),
                    HeaderCodec.ReadParent(ref reader)
                )
                {
                    Limit = ReadLimit(ref reader),
                    Cancelled = reader.OptionalText(WireFields.Cancelled),
                };
            case WireKinds.OperationCompleted or WireKinds.OperationFailed or WireKinds.TimerFired:
                return new Fact.Resolved(new(reader.Number(WireFields.Of)), OutcomeCodec.ReadContent(ref reader, kind));
            case WireKinds.EventRaised:
                return new Fact.Arrived(Channel.Event, reader.Word(WireFields.Name), reader.Text(WireFields.Data));
            case WireKinds.QueueMessageDelivered:
                return new Fact.Arrived(Channel.Queue, reader.Word(WireFields.Queue), reader.Text(WireFields.Data));
            case WireKinds.OrchestrationCancelRequested:
                return new Fact.Interrupted(new Interruption.CancelRequested(reader.Text(WireFields.Reason)));
            case WireKinds.OrchestrationDiverged:
                return new Fact.Interrupted(new Interruption.Diverged(DivergenceCodec.Read(ref reader)));
            case WireKinds.OrchestrationGivenUp:
                return new Fact.Interrupted(
                    new Interruption.GivenUp(FailureCodec.Read(ref reader, WireFields.Failure))
                );
        }
        return OperationCodec.Read(ref reader, kind) is { } operation ? new Fact.Scheduled(operation)
            : EffectCodec.Read(ref reader, kind) is { } effect ? new Fact.Applied(effect)
            : EndingCodec.Read(ref reader, kind) is { } ending ? new Fact.Ended(ending)
            : throw WireReader.Unknown(kind);
    }

    static void WriteLimit(WireWriter writer, HistoryLimit? limit)
    {
        if (limit is not null)
        {
            writer.Number(WireFields.HistoryEvents, limit.Events);
            writer.Number(WireFields.HistoryBytes, limit.Bytes);
        }
    }

    static HistoryLimit? ReadLimit(ref WireReader reader) =>
        reader.Has(WireFields.HistoryEvents)
            ? new(reader.SmallNumber(WireFields.HistoryEvents), reader.Number(WireFields.HistoryBytes))
            : null;

    static void WriteCause(WireWriter writer, Interruption cause)
    {
        switch (cause)
        {
            case Interruption.CancelRequested requested:
                writer.Kind(WireKinds.OrchestrationCancelRequested);
                writer.Text(WireFields.Reason, requested.Reason);
                break;
            case Interruption.Diverged diverged:
                writer.Kind(WireKinds.OrchestrationDiverged);
                DivergenceCodec.Write(writer, diverged.Divergence);
                break;
            case Interruption.GivenUp failed:
                writer.Kind(WireKinds.OrchestrationGivenUp);
                FailureCodec.Write(writer, WireFields.Failure, failed.Failure);
                break;
        }
    }
}
