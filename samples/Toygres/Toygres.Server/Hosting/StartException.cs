namespace Toygres.Server;

/// <summary>A server cannot start as it was told; the text says why, and what to do.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
