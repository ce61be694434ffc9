using System.Reflection;
using System.Runtime.CompilerServices;

namespace Duroxide.Tidy;

/// <summary>The public surface of an assembly as text: a paragraph a type, a line a member, in a fixed order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) =>
        string.Join("\n", from type in assembly.GetExportedTypes() orderby TypeNames.Full(type) select Paragraph(type));

    private static string Paragraph(Type type) =>
        string.Concat(
            new[] { Header(type) }.Concat(Members(type).Select(line => $"    {line}")).Select(line => line + "\n")
        );

    private static string Header(Type type) =>
        IsDelegate(type)
            ? $"delegate {Signature(type.GetMethod("Invoke")!, TypeNames.Full(type))}"
            : $"{Kind(type)} {TypeNames.Full(type)}{Bases(type)}";

    private static string Kind(Type type)
    {
        var record = type.GetMethod("PrintMembers", Declared) is null ? "" : "record ";
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => $"{record}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => record == "" ? "abstract class" : "abstract record",
            { IsSealed: true } => record == "" ? "sealed class" : "sealed record",
            _ => record == "" ? "class" : "record",
        };
    }

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return "";

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = new[] { type.BaseType }
            .Where(parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType))
            .Concat(type.GetInterfaces().Except(inherited).Where(face => face.IsPublic && !IsEquatable(face)))
            .Select(parent => TypeNames.Short(parent!))
            .ToList();
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Members(Type type) =>
        type switch
        {
            { IsEnum: true } => Enum.GetNames(type)
                .Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}"),
            _ when IsDelegate(type) => [],
            _ => Fields(type)
                .Concat(Constructors(type))
                .Concat(Properties(type))
                .Concat(Events(type))
                .Concat(Methods(type)),
        };

    private static IEnumerable<string> Fields(Type type) =>
        from field in type.GetFields(Declared)
        where field.IsPublic || field.IsFamily
        orderby field.Name
        let modifier = field.IsLiteral ? "const " : Static(field.IsStatic) + (field.IsInitOnly ? "readonly " : "")
        select $"{modifier}{TypeNames.Of(field)} {field.Name}";

    private static IEnumerable<string> Constructors(Type type) =>
        from constructor in type.GetConstructors(Declared)
        where !constructor.IsStatic && IsVisible(constructor)
        where constructor.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        orderby constructor.GetParameters().Length
        select $"new({Parameters(constructor)})";

    private static IEnumerable<string> Properties(Type type) =>
        from property in type.GetProperties(Declared)
        let accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList()
        where accessors.Count > 0 && property.Name != "EqualityContract"
        orderby property.Name
        let name = property.GetIndexParameters() is [var index] ? $"this[{Parameter(index)}]" : property.Name
        select $"{Static(accessors[0].IsStatic)}{TypeNames.Of(property)} {name} {{ {string.Join(" ", accessors.Select(Accessor))} }}";

    private static IEnumerable<string> Events(Type type) =>
        from one in type.GetEvents(Declared)
        where IsVisible(one.AddMethod!)
        orderby one.Name
        select $"event {TypeNames.Short(one.EventHandlerType!)} {one.Name}";

    private static IEnumerable<string> Methods(Type type) =>
        from method in type.GetMethods(Declared)
        where IsVisible(method) && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        where !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)
        where method.GetBaseDefinition().DeclaringType != typeof(object)
        orderby method.Name, Parameters(method)
        select Static(method.IsStatic) + Signature(method, method.Name + Generics(method));

    private static string Signature(MethodInfo method, string name) =>
        $"{TypeNames.Of(method.ReturnParameter)} {name}({Parameters(method)})";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Short))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extends + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var way =
            parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ")
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : "";
        return $"{way}{TypeNames.Of(parameter)} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter switch
        {
            { HasDefaultValue: false } => "",
            { DefaultValue: null } => " = default",
            { DefaultValue: string text } => $" = \"{text}\"",
            _ => $" = {Convert.ToString(parameter.DefaultValue, System.Globalization.CultureInfo.InvariantCulture)}",
        };

    private static string Accessor(MethodInfo accessor)
    {
        var init = accessor
            .ReturnParameter.GetRequiredCustomModifiers()
            .Any(modifier => modifier.Name == "IsExternalInit");
        return accessor.Name.Contains("get_", StringComparison.Ordinal) ? "get;"
            : init ? "init;"
            : "set;";
    }

    private static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type) && type != typeof(Delegate);

    private static bool IsEquatable(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Static(bool isStatic) => isStatic ? "static " : "";
}
