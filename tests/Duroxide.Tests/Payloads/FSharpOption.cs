namespace Microsoft.FSharp.Core;

/// <summary>Stands for F#'s option in a process that has no F# library of ours; it is known by its name.</summary>
public sealed class FSharpOption<T>;
