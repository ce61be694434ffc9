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
    [InlineData("var order1 = {|DUR0015:string.Compare(order.Id, \"a\")|};")]
    [InlineData("var culture = {|DUR0015:System.Globalization.CultureInfo.CurrentCulture|};")]
    public Task What_another_culture_writes_otherwise_is_found(string code) => Verify.OrchestrationAsync(code);

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
