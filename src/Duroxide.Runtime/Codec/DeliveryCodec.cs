namespace Duroxide.Runtime;

/// <summary>Writes and reads what is sent to an instance.</summary>
static class DeliveryCodec
{
    public static void Write(WireWriter writer, Traced<Delivery> traced)
    {
        writer.BeginObject();
        switch (traced.Content)
        {
            case Delivery.Start start:
                writer.Kind(WireKinds.OrchestrationStartRequested);
                writer.OptionalText(WireFields.Cancelled, start.Cancelled);
                break;
            case Delivery.Answer answer:
                OutcomeCodec.WriteKind(writer, answer.Outcome);
                writer.Number(WireFields.Execution, answer.Execution.Value);
                writer.Number(WireFields.Of, answer.Of.Value);
                OutcomeCodec.WriteContent(writer, answer.Outcome);
                break;
            case Delivery.Data data:
                ChannelCodec.Write(writer, data.Channel, data.Name, data.Content);
                break;
            case Delivery.Cancel cancel:
                writer.Kind(WireKinds.OrchestrationCancelRequested);
                writer.Text(WireFields.Reason, cancel.Reason);
                HeaderCodec.WriteParent(writer, cancel.From);
                break;
            case Delivery.GiveUp giveUp:
                writer.Kind(WireKinds.OrchestrationGivenUp);
                writer.OptionalNumber(WireFields.Execution, giveUp.Execution?.Value);
                writer.OptionalNumber(WireFields.Since, giveUp.Since?.UnixMilliseconds);
                FailureCodec.Write(writer, WireFields.Failure, giveUp.Failure);
                break;
        }
        TraceContextCodec.Write(writer, traced.Trace);
        writer.EndObject();
    }

    public static Traced<Delivery> Read(ref WireReader reader)
    {
        reader.BeginObject();
        var kind = reader.Kind();
        Delivery delivery = kind switch
        {
            WireKinds.OrchestrationStartRequested => new Delivery.Start
            {
                Cancelled = reader.OptionalText(WireFields.Cancelled),
            },
            WireKinds.OperationCompleted or WireKinds.OperationFailed or WireKinds.TimerFired => new Delivery.Answer(
                new(reader.Number(WireFields.Execution)),
                new(reader.Number(WireFields.Of)),
                OutcomeCodec.ReadContent(ref reader, kind)
            ),
            WireKinds.EventRaised => new Delivery.Data(
                Channel.Event,
                reader.Word(WireFields.Name),
                reader.Text(WireFields.Data)
            ),
            WireKinds.QueueMessageDelivered => new Delivery.Data(
                Channel.Queue,
                reader.Word(WireFields.Queue),
                reader.Text(WireFields.Data)
            ),
            WireKinds.OrchestrationCancelRequested => new Delivery.Cancel(reader.Text(WireFields.Reason))
            {
                From = HeaderCodec.ReadParent(ref reader),
            },
            WireKinds.OrchestrationGivenUp => ReadGiveUp(ref reader),
            _ => throw WireReader.Unknown(kind),
        };
        var trace = TraceContextCodec.Read(ref reader);
        reader.EndObject();
        return new(delivery, trace);
    }

    static Delivery.GiveUp ReadGiveUp(ref WireReader reader)
    {
        var execution = reader.OptionalNumber(WireFields.Execution);
        var since = reader.OptionalNumber(WireFields.Since);
        return new(FailureCodec.Read(ref reader, WireFields.Failure))
        {
            Execution = execution is { } number ? new(number) : null,
            Since = since is { } time ? new(time) : null,
        };
    }
}
