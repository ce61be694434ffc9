namespace Duroxide.Core;

/// <summary>A program that asks for nothing: it stands in where an execution is ended without its code.</summary>
sealed class SilentProgram : IProgram
{
    public static SilentProgram Instance { get; } = new();

    public void Start(IProgramHost host) { }

    public void Resolve(EventId operation, Outcome outcome) { }
}
