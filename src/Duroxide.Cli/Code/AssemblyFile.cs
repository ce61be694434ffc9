using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Duroxide.Cli;

/// <summary>What the file of an assembly says of itself. It is not loaded, so what it needs may be missing.</summary>
/// <param name="References">The names of the assemblies that it uses.</param>
/// <param name="Metadata">The values of its <see cref="AssemblyMetadataAttribute"/>s by their keys.</param>
sealed record AssemblyFile(IReadOnlyList<string> References, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Whether it is written in F#.</summary>
    public bool IsFSharp => References.Contains("FSharp.Core");

    public static AssemblyFile Read(string file)
    {
        using var portable = new PEReader(File.OpenRead(file));
        if (!portable.HasMetadata)
        {
            return new([], new Dictionary<string, string>());
        }
        var reader = portable.GetMetadataReader();
        return new(
            [.. reader.AssemblyReferences.Select(each => reader.GetString(reader.GetAssemblyReference(each).Name))],
            MetadataOf(reader)
        );
    }

    static Dictionary<string, string> MetadataOf(MetadataReader reader)
    {
        var found = new Dictionary<string, string>();
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (NameOf(reader, attribute) != nameof(AssemblyMetadataAttribute))
            {
                continue;
            }
            var blob = reader.GetBlobReader(attribute.Value);
            // Each begins with these two bytes; then come what the constructor was given.
            if (blob.ReadUInt16() == 1 && blob.ReadSerializedString() is { } key)
            {
                found[key] = blob.ReadSerializedString() ?? "";
            }
        }
        return found;
    }

    static string? NameOf(MetadataReader reader, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
            is { Kind: HandleKind.TypeReference } type
            ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name)
            : null;
}
