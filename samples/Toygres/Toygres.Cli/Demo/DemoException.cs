namespace Toygres.Cli;

/// <summary>Something in the demo is not as it should be.</summary>
internal sealed class DemoException(string message) : Exception(message);
