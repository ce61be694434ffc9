using System.Reflection;

namespace Duroxide.Tidy;

/// <summary>Writes types as C# does: keywords, generic arguments, and question marks where null is allowed.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Full(Type type) =>
        string.IsNullOrEmpty(type.Namespace) ? Short(type) : $"{type.Namespace}.{Short(type)}";

    public static string Short(Type type) => Write(type, null);

    public static string Of(ParameterInfo parameter) =>
        Write(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Of(PropertyInfo property) =>
        Write(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(FieldInfo field) => Write(field.FieldType, new NullabilityInfoContext().Create(field));

    private static string Write(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
            return Write(type.GetElementType()!, nullability?.ElementType);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Write(underlying, null)}?";

        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Write(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        if (type.IsGenericParameter)
            return type.Name + mark;

        return (Keywords.GetValueOrDefault(type) ?? Named(type, nullability)) + mark;
    }

    private static string Named(Type type, NullabilityInfo? nullability)
    {
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var arguments = type.GetGenericArguments();
        var written = arguments
            .Select((argument, index) => Write(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)))
            .Skip(outer)
            .ToList();
        var name = type.Name.Split('`')[0] + (written.Count == 0 ? "" : $"<{string.Join(", ", written)}>");

        return type.DeclaringType is { } parent ? $"{Named(Closed(parent, arguments), null)}.{name}" : name;
    }

    private static Type Closed(Type parent, Type[] arguments) =>
        parent.IsGenericTypeDefinition && !arguments.Any(argument => argument.IsGenericParameter)
            ? parent.MakeGenericType(arguments[..parent.GetGenericArguments().Length])
            : parent;
}
