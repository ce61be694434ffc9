namespace Duroxide.Analyzers.Tests;

public sealed class CultureTests
{
    [Theory]
    [InlineData("var text = order.Amount.{|DUR0015:ToString()|};")]
    [InlineData("var text = ctx.UtcNow.{|DUR0015:ToString(\"d\")|};")]
    [InlineData("var text = $\"{{|DUR0015:order.Amount|}}\";")]
    [InlineData("var text = order.Amount.{|DUR0015:ToString(\"R\")|};")]
    [InlineData("var number = {|DUR0015:decimal.Parse(order.Id)|};")]
    [InlineData("var isNumber = {|DUR0015:double.TryParse(order.Id, out var number)|};")]
    [InlineData("var upper = order.Id.{|DUR0015:ToUpper()|};")]
    [InlineData("var culture = {|DUR0015:System.Globalization.CultureInfo.CurrentCulture|};")]
    public Task What_another_culture_writes_otherwise_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var names = new[] { order.Id }.{|DUR0015:Order()|};")]
    [InlineData("var names = new[] { order }.{|DUR0015:OrderBy(each => each.Id)|};")]
    [InlineData(
        "var names = new[] { order }.OrderBy(each => each.Amount).{|DUR0015:ThenByDescending(each => each.Id)|};"
    )]
    [InlineData("var names = new[] { order }.{|DUR0015:OrderBy(each => (each.Amount, each.Id))|};")]
    [InlineData("var last = new[] { order.Id }.{|DUR0015:Max()|};")]
    [InlineData("var last = new[] { order }.{|DUR0015:MaxBy(each => each.Id)|};")]
    [InlineData("new List<string> { order.Id }.{|DUR0015:Sort()|};")]
    [InlineData("var names = new[] { order.Id }; {|DUR0015:Array.Sort(names)|};")]
    [InlineData("var names = {|DUR0015:new SortedSet<string>()|};")]
    [InlineData("SortedDictionary<string, int> names = {|DUR0015:new()|};")]
    [InlineData("var compared = {|DUR0015:string.Compare(order.Id, \"a\")|};")]
    [InlineData("var compared = order.Id.{|DUR0015:CompareTo(\"a\")|};")]
    [InlineData("var isFirst = order.Id.{|DUR0015:StartsWith(\"a\")|};")]
    [InlineData("var isLast = order.Id.{|DUR0015:EndsWith(\"a\")|};")]
    [InlineData("var at = order.Id.{|DUR0015:IndexOf(\"a\")|} + order.Id.{|DUR0015:LastIndexOf(\"a\", 3)|};")]
    public Task What_another_culture_orders_otherwise_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var names = new[] { order.Id }.Order(StringComparer.Ordinal);")]
    [InlineData("var orders = new[] { order }.OrderBy(each => each.Amount).ThenBy(each => each.Id.Length);")]
    [InlineData("var most = new[] { order.Id }.Max(id => id.Length) + new[] { order }.MaxBy(each => each.Amount)!.Id;")]
    [InlineData("new List<string>().Sort((one, other) => string.CompareOrdinal(one, other));")]
    [InlineData("new List<int>().Sort(); Array.Sort(new[] { 2, 1 });")]
    [InlineData("var names = new SortedSet<string>(StringComparer.Ordinal); var numbers = new SortedSet<int>();")]
    [InlineData("var isFirst = order.Id.StartsWith('a') && order.Id.StartsWith(\"a\", StringComparison.Ordinal);")]
    [InlineData("var at = order.Id.IndexOf('a') + order.Id.IndexOf(\"a\", StringComparison.OrdinalIgnoreCase);")]
    [InlineData(
        "var compared = string.Compare(order.Id, \"a\", StringComparison.Ordinal) + order.Amount.CompareTo(1);"
    )]
    [InlineData("var isIn = order.Id.Contains(\"a\") || order.Id == \"a\" || order.Id.Equals(\"a\");")]
    public Task What_is_ordered_the_same_everywhere_is_left_alone(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var text = order.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture);")]
    [InlineData("var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{order.Amount}\");")]
    [InlineData("var text = $\"{order.Id} {order.Id.Length}\";")]
    [InlineData("ctx.Info($\"{order.Amount}\"); ctx.SetCustomStatus($\"{order.Amount}\");")]
    [InlineData("var number = decimal.Parse(order.Id, System.Globalization.CultureInfo.InvariantCulture);")]
    [InlineData("var text = ctx.UtcNow.ToString(\"O\") + $\"{ctx.UtcNow:u}\";")]
    [InlineData("var number = int.Parse(order.Id); var text = number.ToString();")]
    [InlineData("var upper = order.Id.ToUpperInvariant();")]
    public Task What_is_the_same_everywhere_is_left_alone(string code) => Verify.OrchestrationAsync(code);
}
