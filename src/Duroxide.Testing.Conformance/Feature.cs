namespace Duroxide.Testing.Conformance;

/// <summary>What a provider may go without, if its fixture says so.</summary>
public enum Feature
{
    /// <summary>The management of what is stored: without it <see cref="IProvider.Management"/> is null.</summary>
    Management,

    /// <summary>Several nodes on one store at a time: without it a second node is refused when it opens.</summary>
    Nodes,

    /// <summary>Questions in SQL: without it the provider is no <see cref="IStoreViews"/>.</summary>
    Views,
}
