using System.Reflection;

namespace Duroxide.Tidy;

/// <summary>A union of src/: an abstract record, closed by a private constructor, with its cases nested in it.</summary>
internal sealed record Union(Type Type, IReadOnlyList<Type> Cases)
{
    public string Project => Type.Assembly.GetName().Name!;

    public string Name => Type.Name.Split('`')[0];

    public static IReadOnlyList<Union> All() =>
        [
            .. from assembly in Repository.Assemblies()
            from type in assembly.GetTypes()
            where type.IsAbstract && !type.IsSealed && IsRecord(type)
            orderby type.FullName
            select new Union(type, CasesOf(type)),
        ];

    public bool HasOnlyPrivateConstructors() =>
        Type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(constructor => !IsCopy(constructor))
            .All(constructor => constructor.IsPrivate);

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static IReadOnlyList<Type> CasesOf(Type union) =>
        [
            .. from type in union.Assembly.GetTypes()
            let parent = type.BaseType is { IsGenericType: true } generic
                ? generic.GetGenericTypeDefinition()
                : type.BaseType
            where parent == union
            select type,
        ];
}
