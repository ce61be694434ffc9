namespace Duroxide.Runtime;

/// <summary>Writes and reads operations.</summary>
static class OperationCodec
{
    public static void Write(WireWriter writer, Operation operation)
    {
        switch (operation)
        {
            case Operation.Activity activity:
                writer.Kind(WireKinds.ActivityScheduled);
                writer.Text(WireFields.Name, activity.Name);
                writer.Text(WireFields.Input, activity.Input);
                writer.OptionalText(WireFields.Session, activity.Session);
                writer.OptionalText(WireFields.Tag, activity.Tag);
                AttemptCodec.Write(writer, activity.Attempt, activity.FirstAttempt);
                if (activity.TimeToLive is { } timeToLive)
                {
                    writer.Duration(WireFields.TimeToLive, timeToLive);
                }
                break;
            case Operation.Timer timer:
                writer.Kind(WireKinds.TimerCreated);
                writer.Duration(WireFields.Delay, timer.Delay);
                break;
            case Operation.Event wait:
                writer.Kind(WireKinds.EventSubscribed);
                writer.Text(WireFields.Name, wait.Name);
                break;
            case Operation.Message wait:
                writer.Kind(WireKinds.QueueSubscribed);
                writer.Text(WireFields.Queue, wait.Queue);
                break;
            case Operation.SubOrchestration child:
                writer.Kind(WireKinds.SubOrchestrationScheduled);
                writer.Text(WireFields.Name, child.Name);
                writer.Text(WireFields.Input, child.Input);
                writer.OptionalText(WireFields.Instance, child.Instance?.Value);
                writer.OptionalVersion(WireFields.Version, child.Version);
                TagsCodec.Write(writer, child.Tags);
                break;
        }
    }

    /// <summary>Reads an operation after its kind; null when the kind is not an operation's.</summary>
    public static Operation? Read(ref WireReader reader, string kind) =>
        kind switch
        {
            WireKinds.ActivityScheduled => new Operation.Activity(
                reader.Word(WireFields.Name),
                reader.Text(WireFields.Input)
            )
            {
                Session = reader.OptionalText(WireFields.Session),
                Tag = reader.OptionalText(WireFields.Tag),
                Attempt = AttemptCodec.Read(ref reader),
                FirstAttempt = AttemptCodec.ReadFirst(ref reader),
                TimeToLive = reader.Has(WireFields.TimeToLive) ? reader.Duration(WireFields.TimeToLive) : null,
            },
            WireKinds.TimerCreated => new Operation.Timer(reader.Duration(WireFields.Delay)),
            WireKinds.EventSubscribed => new Operation.Event(reader.Word(WireFields.Name)),
            WireKinds.QueueSubscribed => new Operation.Message(reader.Word(WireFields.Queue)),
            WireKinds.SubOrchestrationScheduled => new Operation.SubOrchestration(
                reader.Word(WireFields.Name),
                reader.Text(WireFields.Input)
            )
            {
                Instance = reader.OptionalText(WireFields.Instance) is { } instance
                    ? new InstanceId(instance)
                    : (InstanceId?)null,
                Version = reader.OptionalVersion(WireFields.Version),
                Tags = TagsCodec.Read(ref reader),
            },
            _ => null,
        };
}
