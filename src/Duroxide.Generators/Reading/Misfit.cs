namespace Duroxide.Generators;

/// <summary>In which way a method does not fit.</summary>
enum Misfit
{
    TypeParameters,
    Reference,
    Token,
    Inputs,
    OtherContext,
    NoContext,
    Contexts,
    ValueTask,
    Void,
    NoTask,
    ContextArguments,
    Hidden,
    Obsolete,
}
