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

    public static string Short(Type type) => Write(type, Annotations.None);

    public static string Of(ParameterInfo parameter) => Write(parameter.ParameterType, Annotations.Of(parameter));

    public static string Of(PropertyInfo property) => Write(property.PropertyType, Annotations.Of(property));

    public static string Of(FieldInfo field) => Write(field.FieldType, Annotations.Of(field));

    private static string Write(Type type, Annotations annotations)
    {
        if (type.IsByRef)
            return Write(type.GetElementType()!, annotations);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Write(underlying, annotations)}?";

        var hasPlace = !type.IsValueType || type.IsGenericType || type.IsGenericParameter;
        var mark = hasPlace && annotations.AllowNext() ? "?" : "";
        if (type.IsArray)
            return $"{Write(type.GetElementType()!, annotations)}[]{mark}";
        if (type.IsGenericParameter)
            return type.Name + mark;

        return (Keywords.GetValueOrDefault(type) ?? Named(type, annotations)) + mark;
    }

    // A nested type has the arguments of those around it, too, and theirs come first.
    private static string Named(Type type, Annotations annotations)
    {
        var arguments = type.GetGenericArguments().Select(argument => Write(argument, annotations)).ToList();
        return Named(type, arguments);
    }

    private static string Named(Type type, List<string> arguments)
    {
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments[outer..];
        var name = type.Name.Split('`')[0] + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
        return type.DeclaringType is { } parent ? $"{Named(parent, arguments[..outer])}.{name}" : name;
    }
}
