using System.Reflection;

namespace Duroxide.Dashboard.Tests;

public sealed class MemberTests
{
    // Why each is not over HTTP stands in the documentation of the class and in docs/dashboard.md.
    static readonly string[] NotOverHttp =
    [
        "get_HasManagement",
        "get_Management",
        "get_StoreTroubles",
        "TransactionClient Within(DbTransaction transaction)",
    ];

    [Fact]
    public void The_client_over_HTTP_has_the_members_of_the_one_in_the_application_but_for_those_that_are_named() =>
        Assert.Equal(
            Members(typeof(DuroxideClient))
                .Where(member => !NotOverHttp.Any(one => member.Contains(one, StringComparison.Ordinal))),
            Members(typeof(DuroxideHttpClient))
        );

    [Fact]
    public void What_is_not_over_HTTP_is_a_member_of_the_other() =>
        Assert.All(
            NotOverHttp,
            one =>
                Assert.Contains(
                    Members(typeof(DuroxideClient)),
                    member => member.Contains(one, StringComparison.Ordinal)
                )
        );

    [Fact]
    public void What_is_not_over_HTTP_is_named_in_the_documentation()
    {
        var page = File.ReadAllText(Clone.PathOf("docs", "dashboard.md"));
        Assert.All(
            ["Within", "Management", "HasManagement", "StoreTroubles"],
            name => Assert.Contains($"`{name}`", page)
        );
    }

    static IEnumerable<string> Members(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(Text)
            .Order(StringComparer.Ordinal);

    // Types by their names alone: that a nullable one is so written tells the compiler, not the caller.
    static string Text(MethodInfo method) =>
        $"{Name(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(Text))})";

    static string Text(ParameterInfo parameter) =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}";

    static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
}
