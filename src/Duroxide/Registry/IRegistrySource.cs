namespace Duroxide;

/// <summary>Gives tools such as <c>duroxide verify</c> the code of an application.</summary>
/// <remarks>A tool finds the class in the application's assembly, makes it by its constructor without parameters, and runs no activity.</remarks>
public interface IRegistrySource
{
    /// <summary>Makes the registry that the application's runtimes have.</summary>
    Registry CreateRegistry();
}
