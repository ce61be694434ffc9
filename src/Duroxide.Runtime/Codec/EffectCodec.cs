namespace Duroxide.Runtime;

/// <summary>Writes and reads effects.</summary>
static class EffectCodec
{
    public static void Write(WireWriter writer, Effect effect)
    {
        switch (effect)
        {
            case Effect.Cancel cancel:
                writer.Kind(WireKinds.OperationCancelled);
                writer.Number(WireFields.Of, cancel.Of.Value);
                break;
            case Effect.StartOrchestration start:
                writer.Kind(WireKinds.OrchestrationChained);
                writer.Text(WireFields.Name, start.Name);
                writer.Text(WireFields.Instance, start.Instance.Value);
                writer.Text(WireFields.Input, start.Input);
                writer.OptionalVersion(WireFields.Version, start.Version);
                TagsCodec.Write(writer, start.Tags);
                break;
            case Effect.Send { Channel: Channel.Event } send:
                writer.Kind(WireKinds.EventSent);
                writer.Text(WireFields.Instance, send.Instance.Value);
                writer.Text(WireFields.Name, send.Name);
                writer.Text(WireFields.Data, send.Data);
                break;
            case Effect.Send send:
                writer.Kind(WireKinds.QueueMessageSent);
                writer.Text(WireFields.Instance, send.Instance.Value);
                writer.Text(WireFields.Queue, send.Name);
                writer.Text(WireFields.Data, send.Data);
                break;
            case Effect.SetCustomStatus set:
                writer.Kind(WireKinds.CustomStatusUpdated);
                writer.OptionalText(WireFields.Text, set.Text);
                break;
            case Effect.SetTag set:
                writer.Kind(WireKinds.TagChanged);
                writer.Text(WireFields.Name, set.Name);
                writer.OptionalText(WireFields.Value, set.Value);
                break;
            case Effect.SetValue set:
                writer.Kind(WireKinds.KeyValueSet);
                writer.Text(WireFields.Key, set.Key);
                writer.Text(WireFields.Value, set.Value);
                break;
            case Effect.ClearValue { Key: { } key }:
                writer.Kind(WireKinds.KeyValueCleared);
                writer.Text(WireFields.Key, key);
                break;
            case Effect.ClearValue:
                writer.Kind(WireKinds.KeyValuesCleared);
                break;
            case Effect.Patch patch:
                writer.Kind(WireKinds.PatchApplied);
                writer.Text(WireFields.Patch, patch.Id);
                break;
        }
    }

    /// <summary>Reads an effect after its kind; null when the kind is not an effect's.</summary>
    public static Effect? Read(ref WireReader reader, string kind) =>
        kind switch
        {
            WireKinds.OperationCancelled => new Effect.Cancel(new(reader.Number(WireFields.Of))),
            WireKinds.OrchestrationChained => new Effect.StartOrchestration(
                reader.Word(WireFields.Name),
                reader.Text(WireFields.Instance),
                reader.Text(WireFields.Input)
            )
            {
                Version = reader.OptionalVersion(WireFields.Version),
                Tags = TagsCodec.Read(ref reader),
            },
            WireKinds.EventSent => new Effect.Send(
                reader.Text(WireFields.Instance),
                Channel.Event,
                reader.Word(WireFields.Name),
                reader.Text(WireFields.Data)
            ),
            WireKinds.QueueMessageSent => new Effect.Send(
                reader.Text(WireFields.Instance),
                Channel.Queue,
                reader.Word(WireFields.Queue),
                reader.Text(WireFields.Data)
            ),
            WireKinds.CustomStatusUpdated => new Effect.SetCustomStatus(reader.OptionalText(WireFields.Text)),
            WireKinds.TagChanged => new Effect.SetTag(
                reader.Word(WireFields.Name),
                reader.OptionalText(WireFields.Value)
            ),
            WireKinds.KeyValueSet => new Effect.SetValue(reader.Word(WireFields.Key), reader.Text(WireFields.Value)),
            WireKinds.KeyValueCleared => new Effect.ClearValue(reader.Word(WireFields.Key)),
            WireKinds.KeyValuesCleared => new Effect.ClearValue(Key: null),
            WireKinds.PatchApplied => new Effect.Patch(reader.Text(WireFields.Patch)),
            _ => null,
        };
}
