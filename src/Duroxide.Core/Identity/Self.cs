namespace Duroxide.Core;

/// <summary>Who an execution is at one of its events: in the history that a fork keeps, it is the one that made it.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Execution">Which of its executions.</param>
/// <param name="Nonce">Its nonce, from which ids and keys derive.</param>
public readonly record struct Self(InstanceId Instance, ExecutionId Execution, Nonce Nonce)
{
    /// <summary>Who it is at an event.</summary>
    /// <param name="header">What it started from.</param>
    /// <param name="at">The event that it reacts to, or that asks for something.</param>
    public static Self Of(Header header, EventId at)
    {
        var self = new Self(header.Instance, header.Execution, header.Nonce);
        for (var kept = header.ForkedFrom; kept is not null && at <= kept.Last; kept = kept.Before)
        {
            self = new(kept.Instance, kept.Execution, kept.Nonce);
        }
        return self;
    }

    /// <summary>The key by which other systems may recognise a call of an activity: one for all its attempts.</summary>
    /// <param name="call">The event that asked for the first attempt.</param>
    internal string KeyOf(EventId call) => Nonce.KeyOf(Execution, call);

    /// <summary>The nonce of an instance that a call starts.</summary>
    internal Nonce NonceOf(EventId call) => Nonce.Of(Execution, call);
}
