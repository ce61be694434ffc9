using System.Text.Json;

namespace Toygres.Tests.Model;

public class NameTests
{
    [Theory]
    [InlineData("orders")]
    [InlineData("orders-1f00ba42")]
    [InlineData("a1-b2-c3")]
    public void Small_letters_digits_and_hyphens_are_a_name(string text) =>
        Assert.Equal(text, InstanceName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("Orders")]
    [InlineData("1orders")]
    [InlineData("orders-")]
    [InlineData("or--ders")]
    [InlineData("orders.new")]
    [InlineData("../orders")]
    [InlineData("orders\n")]
    [InlineData("this-name-has-more-than-fifty-characters-in-it-and-more-than-eighty-in-it-really-too")]
    public void Nothing_else_is_one(string text)
    {
        Assert.Null(InstanceName.TryParse(text));
        Assert.Null(ImageName.TryParse(text));
        Assert.Throws<FormatException>(() => InstanceName.Parse(text));
    }

    [Fact]
    public void A_name_is_a_string_in_json()
    {
        var name = InstanceName.Parse("orders-1f00ba42");

        Assert.Equal("\"orders-1f00ba42\"", JsonSerializer.Serialize(name));
        Assert.Equal(name, JsonSerializer.Deserialize<InstanceName>("\"orders-1f00ba42\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<InstanceName>("\"../etc\""));
    }

    [Fact]
    public void The_name_of_an_instance_is_that_of_its_user_with_eight_digits() =>
        Assert.Equal(
            "orders-0123abcd",
            InstanceName.Of("orders", Guid.Parse("0123abcd-0000-0000-0000-000000000000")).Value
        );
}
