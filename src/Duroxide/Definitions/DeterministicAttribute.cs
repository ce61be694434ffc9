namespace Duroxide;

/// <summary>Vouches that orchestrations may use this code: it does and gives the same at each replay, and awaits only what the context gives.</summary>
/// <remarks>
/// The analyzers that come with this package then neither look into the code nor warn about calls of it. Nothing else changes:
/// what it does all the same is proven or suspected when it runs.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Assembly
        | AttributeTargets.Class
        | AttributeTargets.Struct
        | AttributeTargets.Interface
        | AttributeTargets.Constructor
        | AttributeTargets.Method
        | AttributeTargets.Property
        | AttributeTargets.Field
)]
public sealed class DeterministicAttribute : Attribute;
