namespace Duroxide.Generators;

/// <summary>An event or a queue of an orchestration, by which orchestrations reach instances of it.</summary>
/// <param name="Code">The orchestration.</param>
/// <param name="Channel">The event or queue.</param>
sealed record Signal(Code Code, Channel Channel)
{
    /// <summary>The signals of code that is called, each once in a namespace, where a call of it would be ambiguous beside another.</summary>
    public static IEnumerable<Signal> Of(IEnumerable<Code> called) =>
        from code in called
        from channel in code.Channels
        where channel.Kind is ChannelKind.Event or ChannelKind.Queue
        group new Signal(code, channel) by (code.Container.Namespace, channel) into same
        select same.OrderByDescending(signal => signal.Code.IsPublic).First();
}
