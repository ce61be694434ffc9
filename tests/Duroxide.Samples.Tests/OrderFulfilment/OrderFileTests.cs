using OrderFulfilment;

namespace Duroxide.Samples.Tests;

public sealed class OrderFileTests : IDisposable
{
    const string Good =
        "SO-1,Anna,anna@example.net,\"Weg 2, 3. OG\",10969,Berlin,DE,2 MUG-BLUE; 1 STRAINER,34.40,tok_visa";

    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_becomes_an_order()
    {
        var (orders, problems) = Read(Given.Header, Good);

        var order = Assert.Single(orders);
        Assert.Empty(problems);
        Assert.Equal("Weg 2, 3. OG", order.Address.Street);
        Assert.Equal([new OrderItem("MUG-BLUE", 2), new OrderItem("STRAINER", 1)], order.Items);
        Assert.Equal(34.40m, order.Total);
    }

    [Theory]
    [InlineData("SO-2,Anna", "2 fields instead of 10")]
    [InlineData(
        "SO-2,\"Anna,a@b,S,1,C,DE,1 MUG-BLUE,12.50,tok",
        "a quote is not closed, or stands inside a field without quotes"
    )]
    [InlineData("SO-2,Anna,a@b,S,1,C,DE,1 MUG-BLUE,a lot,tok", "the total 'a lot' is not an amount such as 12.50")]
    [InlineData(
        "SO-2,Anna,a@b,S,1,C,DE,some mugs,12.50,tok",
        "the items 'some mugs' do not read like '2 MUG-BLUE; 1 STRAINER'"
    )]
    [InlineData(",Anna,a@b,S,1,C,DE,1 MUG-BLUE,12.50,tok", "the order has no id")]
    public void A_line_that_cannot_be_read_is_named_and_the_rest_goes_on(string line, string text)
    {
        var (orders, problems) = Read(Given.Header, Good, line, Good.Replace("SO-1", "SO-3"));

        Assert.Equal(["SO-1", "SO-3"], orders.Select(order => order.Id));
        Assert.Equal(new Problem(folder.File("orders.csv"), 3, text), Assert.Single(problems));
    }

    [Fact]
    public void An_order_that_was_there_before_is_named_with_both_lines()
    {
        var (orders, problems) = Read(Given.Header, Good, "", Good);

        Assert.Single(orders);
        Assert.Equal((4, "order SO-1 stands on line 2 already"), (problems.Single().Line, problems.Single().Text));
    }

    [Fact]
    public void A_file_with_other_columns_is_not_read()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Read("id,name", Good));

        Assert.Contains("orders.csv, line 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Given.Header, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_not_read() =>
        Assert.Contains("empty", Assert.Throws<InvalidDataException>(() => Read()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_that_never_ends_is_not_read()
    {
        var endless = new string('\0', 2_000_000);

        Assert.Contains("has a line of more than", Assert.Throws<InvalidDataException>(() => Read(endless)).Message);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\u001b[2J")]
    public void A_field_with_what_cannot_be_shown_is_a_problem_of_its_line(string hidden) =>
        Assert.Contains("cannot be shown", Problem(Good.Replace("SO-1", "SO" + hidden)).Text, StringComparison.Ordinal);

    [Fact]
    public void A_field_that_is_too_long_is_a_problem_of_its_line() =>
        Assert.Contains(
            "more than 500",
            Problem(Good.Replace("SO-1", new string('S', 1100))).Text,
            StringComparison.Ordinal
        );

    Problem Problem(string line) => Assert.Single(Read(Given.Header, line).Problems);

    (IReadOnlyList<Order> Orders, IReadOnlyList<Problem> Problems) Read(params string[] lines) =>
        OrderFile.Read(folder.Write("orders.csv", lines));
}
