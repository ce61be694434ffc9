namespace Duroxide.Core;

/// <summary>One run of an orchestration's code, whether it is an async method or a plain data structure.</summary>
/// <remarks>
/// Both methods run the code until it is blocked on answers, on the caller's thread, and return. What the code wants it
/// asks of its <see cref="IProgramHost"/> while it runs. A program is driven by one thread at a time and never after its
/// execution ended.
/// </remarks>
public interface IProgram
{
    /// <summary>Runs the code from its beginning until it blocks.</summary>
    void Start(IProgramHost host);

    /// <summary>Gives the code the answer to one operation, and runs it until it blocks again.</summary>
    /// <param name="operation">The id that <see cref="IProgramHost.Ask"/> returned.</param>
    /// <param name="outcome">The answer; the data of an event or a message comes as a success.</param>
    void Resolve(EventId operation, Outcome outcome);
}
