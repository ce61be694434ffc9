namespace Duroxide.Generators;

/// <summary>The class around declared code, which the generated code goes into.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Headers">How it and the classes around it are declared, from the outermost in.</param>
/// <param name="Path">Its name, as it is written in code, behind those of the classes around it: <c>Outer.Inner</c>.</param>
/// <param name="IsPublic">Whether other assemblies see it.</param>
/// <param name="Hidden">The names that mean something else there than in the usings of generated code.</param>
sealed record Container(
    string Namespace,
    ValueArray<string> Headers,
    string Path,
    bool IsPublic,
    ValueArray<string> Hidden
)
{
    /// <summary>The path as one word.</summary>
    public string Word => Path.Replace(".", "").Replace("@", "");

    /// <summary>The class that its calls go into, beside it.</summary>
    public string Calls => $"{Word}Calls";

    /// <summary>A type of the framework by its short name, where that means the type.</summary>
    public string Framework(string space, string name) => Hidden.Contains(name) ? $"global::{space}.{name}" : name;
}
