using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Duroxide.Tidy;

/// <summary>People print what they are given, so that what a public record computes shows values or nothing, and no names of .NET's types.</summary>
public class RecordTextTests
{
    private const string Prints = "PrintMembers";

    [Fact]
    public void No_public_record_shows_a_list_that_it_computes_as_the_name_of_its_type() =>
        Finding.None(
            from project in Repository.Projects
            from type in Assembly.Load(Path.GetFileName(project)!).GetExportedTypes()
            where IsWrittenByTheCompiler(type)
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where property.SetMethod is null && ShowsItsType(property.PropertyType)
            select $"{type.FullName}.{property.Name}: {property.PropertyType}",
            "Make it a ValueList or a method, or write PrintMembers without it:"
        );

    private static bool IsWrittenByTheCompiler(Type type) =>
        type.GetMethod(Prints, BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is { } prints
        && prints.IsDefined(typeof(CompilerGeneratedAttribute))
        && type.GetMethod(nameof(ToString), [])!.IsDefined(typeof(CompilerGeneratedAttribute));

    // What is known as an interface is in the end some list of .NET's, which shows the name of its type.
    private static bool ShowsItsType(Type type) =>
        type != typeof(string)
        && type.IsAssignableTo(typeof(IEnumerable))
        && (type.IsInterface || type.IsArray || type.GetMethod(nameof(ToString), [])!.DeclaringType == typeof(object));
}
