using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>Refuses to write what JSON could not read back: a type whose values it shows but cannot set.</summary>
static class Faithful
{
    /// <summary>Looks at a type before it is used.</summary>
    public static void Guard(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }
        DropCompilerFields(type);
        if (Lost(type) is { } lost)
        {
            var refusal =
                $"{type.Type} is written as JSON and read back without {lost}. Pass a type that JSON can set, such as a record, put [JsonInclude] or [JsonIgnore] on the member, or give the payload converter a JsonConverter for the type (DUR0022).";
            type.OnSerializing = _ => throw new NotSupportedException(refusal);
        }
    }

    // F# keeps a mutable field of a record under another name beside its property, and both would be written.
    static void DropCompilerFields(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].AttributeProvider is FieldInfo { Name: [.., '@'] })
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    static string? Lost(JsonTypeInfo type)
    {
        if (type.Type.IsAbstract || type.PolymorphismOptions is not null)
        {
            return null;
        }
        var written = type.Properties.Where(property => property.Get is not null).ToList();
        var holdsSomething = written.Count > 0 || HasFields(type.Type);
        return holdsSomething && !written.Exists(IsRead) ? "any of its values"
            : written.Find(IsStateOfItsOwn) is { } state ? $"the value of '{state.Name}'"
            : null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A field that was trimmed away holds nothing.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A field that was trimmed away holds nothing.")]
    static bool HasFields(Type? type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetFields(Own).Length > 0)
            {
                return true;
            }
        }
        return false;
    }

    static bool IsRead(JsonPropertyInfo property) =>
        property.Set is not null || property.AssociatedParameter is not null;

    // What is computed has no setter at all.
    static bool IsStateOfItsOwn(JsonPropertyInfo property) =>
        !IsRead(property) && property.AttributeProvider is PropertyInfo { SetMethod: { IsPublic: false } };
}
