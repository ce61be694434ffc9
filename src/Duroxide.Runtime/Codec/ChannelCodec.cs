namespace Duroxide.Runtime;

/// <summary>Writes data that arrived, which events and deliveries store alike.</summary>
static class ChannelCodec
{
    public static void Write(WireWriter writer, Channel channel, string name, string data)
    {
        switch (channel)
        {
            case Channel.Event:
                writer.Kind(WireKinds.EventRaised);
                writer.Text(WireFields.Name, name);
                break;
            case Channel.Queue:
                writer.Kind(WireKinds.QueueMessageDelivered);
                writer.Text(WireFields.Queue, name);
                break;
        }
        writer.Text(WireFields.Data, data);
    }
}
