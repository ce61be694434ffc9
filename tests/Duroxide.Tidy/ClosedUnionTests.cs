using System.Text.RegularExpressions;

namespace Duroxide.Tidy;

public class ClosedUnionTests
{
    private const int MostCases = 8;

    [Fact]
    public void A_union_is_closed_by_a_private_constructor() =>
        Finding.None(
            from union in Union.All()
            where !union.HasOnlyPrivateConstructors()
            select union.Type.FullName,
            "Anyone may add a case to these abstract records:"
        );

    [Fact]
    public void Each_case_is_sealed_and_nested_in_its_union() =>
        Finding.None(
            from union in Union.All()
            from single in union.Cases
            where !single.IsSealed || single.DeclaringType != union.Type
            select $"{single.FullName}, a case of {union.Name}",
            "These cases are open or lie elsewhere:"
        );

    [Fact]
    public void A_union_has_at_most_eight_cases() =>
        Finding.None(
            from union in Union.All()
            where union.Cases.Count is 0 or > MostCases
            select $"{union.Type.FullName}: {union.Cases.Count} cases",
            "These unions have no case, or more than one can keep in mind:"
        );

    [Fact]
    public void Each_union_has_its_modifier_line_in_Closed_cs() =>
        Finding.None(
            from union in Union.All()
            let file = Repository.PathOf($"src/{union.Project}/Closed.cs")
            let text = File.Exists(file) ? File.ReadAllText(file) : ""
            where !Regex.IsMatch(text, $@"(?m)^\s*(public|internal) abstract partial record {union.Name}(<[^>]+>)?;")
            select $"{Repository.NameOf(file)}: public abstract partial record {union.Name};",
            "The closed-union lane closes only the unions of which Closed.cs has the modifier line. These lines miss:"
        );
}
