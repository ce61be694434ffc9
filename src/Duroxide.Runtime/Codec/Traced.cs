namespace Duroxide.Runtime;

/// <summary>What is stored, and where its trace goes on. The core decides without it.</summary>
/// <param name="Content">What is stored.</param>
/// <param name="Trace">Where its trace goes on; null for none.</param>
internal readonly record struct Traced<T>(T Content, TraceContext? Trace);
