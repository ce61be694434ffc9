using System.Runtime.CompilerServices;

namespace Duroxide;

public partial class OrchestrationContext
{
    /// <summary>Raises an event of an instance, which may be this one: it reaches a wait that is open when it arrives, or is lost.</summary>
    /// <remarks>
    /// It is sent once, with the commit of the turn, and nothing tells whether it arrived: an instance that does not exist or has
    /// ended gets nothing. Use <see cref="SendMessage{T}"/> for what must not be lost.
    /// </remarks>
    /// <exception cref="PayloadException">The data cannot be written.</exception>
    public void RaiseEvent<T>(InstanceId instance, string name, T data)
    {
        Names.Checked(name, nameof(name));
        Send(instance, Channel.Event, name, run.Codec.Encode(data, $"the data of event '{name}'"));
    }

    /// <summary>Puts a message into a queue of an instance, which may be this one; it waits there for its reader, across continue-as-new too.</summary>
    /// <remarks>
    /// It is sent once, with the commit of the turn and after what the turn starts, and nothing tells whether it arrived: an instance
    /// that does not exist or has ended gets nothing. Messages of one sender to one queue arrive in order.
    /// </remarks>
    /// <exception cref="PayloadException">The data cannot be written.</exception>
    public void SendMessage<T>(InstanceId instance, string queue, T data)
    {
        Names.Checked(queue, nameof(queue));
        Send(instance, Channel.Queue, queue, run.Codec.Encode(data, $"the data of a message to queue '{queue}'"));
    }

    // The text of a default id cannot be read, and the code that gave it hears so here.
    void Send(InstanceId instance, Channel channel, string name, string data, [CallerMemberName] string member = "") =>
        run.Do(new Effect.Send(new(instance.Value), channel, name, data), member);
}
