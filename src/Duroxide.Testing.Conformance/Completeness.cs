using System.Reflection;

namespace Duroxide.Testing.Conformance;

/// <summary>Finds the groups of tests that an assembly leaves out for a fixture.</summary>
public static class Completeness
{
    /// <summary>The groups for which no class in an assembly derives from the group with the fixture.</summary>
    /// <param name="groups">The generic classes whose tests have to run, each with one parameter for the fixture.</param>
    /// <param name="fixture">The fixture.</param>
    /// <param name="own">The assembly with the classes that run.</param>
    /// <returns>The lines that are missing there, ready to be pasted.</returns>
    public static IReadOnlyList<string> Missing(IEnumerable<Type> groups, Type fixture, Assembly own)
    {
        var run = own.GetTypes().Where(type => type is { IsAbstract: false, IsPublic: true }).ToList();
        return
        [
            .. from @group in groups
            where !run.Exists(type => type.IsSubclassOf(@group.MakeGenericType(fixture)))
            let name = NameOf(@group)
            orderby name
            select $"public sealed class {StemOf(fixture)}{name.Replace("Conformance", "")} : {name}<{fixture.Name}>;",
        ];
    }

    /// <summary>The groups of tests that derive, in its own assembly, from a generic base.</summary>
    /// <param name="root">The base, open: with its parameter and no argument.</param>
    public static IReadOnlyList<Type> GroupsOf(Type root) =>
        [.. root.Assembly.GetTypes().Where(type => IsGroup(type) && DerivesFrom(type, root))];

    /// <summary>The name of a group as it stands in code, without its parameter.</summary>
    public static string NameOf(Type group) => group.Name.Split('`')[0];

    private static string StemOf(Type fixture) => fixture.Name.Replace("Fixture", "");

    private static bool IsGroup(Type type) =>
        type is { IsAbstract: true, IsGenericTypeDefinition: true }
        && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true));

    private static bool DerivesFrom(Type type, Type root)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == root)
            {
                return true;
            }
        }
        return false;
    }
}
