namespace Duroxide.Analyzers.Tests;

/// <summary>What depends on the culture of a machine is made to depend on none.</summary>
public sealed class CultureRepairTests
{
    [Theory]
    [InlineData("var upper = order.Id.{|DUR0015:ToUpper()|};", "var upper = order.Id.ToUpperInvariant();")]
    [InlineData(
        "var names = new[] { order.Id }.{|DUR0015:Order()|};",
        "var names = new[] { order.Id }.Order(StringComparer.Ordinal);"
    )]
    [InlineData(
        "var names = new[] { order }.{|DUR0015:OrderBy(each => each.Id)|};",
        "var names = new[] { order }.OrderBy(each => each.Id, StringComparer.Ordinal);"
    )]
    [InlineData(
        "new List<string> { order.Id }.{|DUR0015:Sort()|};",
        "new List<string> { order.Id }.Sort(StringComparer.Ordinal);"
    )]
    [InlineData(
        "var names = new[] { order.Id }; {|DUR0015:Array.Sort(names)|};",
        "var names = new[] { order.Id }; Array.Sort(names, StringComparer.Ordinal);"
    )]
    [InlineData(
        "var names = {|DUR0015:new SortedSet<string>()|};",
        "var names = new SortedSet<string>(StringComparer.Ordinal);"
    )]
    [InlineData(
        "SortedDictionary<string, int> names = {|DUR0015:new()|};",
        "SortedDictionary<string, int> names = new(StringComparer.Ordinal);"
    )]
    [InlineData(
        "var compared = {|DUR0015:string.Compare(order.Id, \"a\")|};",
        "var compared = string.CompareOrdinal(order.Id, \"a\");"
    )]
    [InlineData(
        "var compared = order.Id.{|DUR0015:CompareTo(\"a\")|};",
        "var compared = string.CompareOrdinal(order.Id, \"a\");"
    )]
    [InlineData(
        "var isFirst = order.Id.{|DUR0015:StartsWith(\"a\")|};",
        "var isFirst = order.Id.StartsWith(\"a\", StringComparison.Ordinal);"
    )]
    [InlineData(
        "var at = order?.Id.{|DUR0015:IndexOf(\"a\")|};",
        "var at = order?.Id.IndexOf(\"a\", StringComparison.Ordinal);"
    )]
    public Task An_orchestration_is_made_to_do_the_same_everywhere(string before, string after) =>
        Verify.RepairAsync(before, after);
}
