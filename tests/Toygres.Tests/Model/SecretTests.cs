using System.Text.Json;

namespace Toygres.Tests.Model;

public class SecretTests
{
    [Fact]
    public void A_secret_is_not_shown_and_not_written()
    {
        var secret = new Secret("correct horse");

        Assert.Equal("***", $"{secret}");
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new { secret }));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Secret>("\"correct horse\""));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("line\nbreak in it")]
    [InlineData("pässwörd")]
    public void A_password_that_is_weak_or_odd_is_refused_and_not_repeated(string text)
    {
        var error = Assert.Throws<FormatException>(() => new Secret(text));

        Assert.True(text.Length == 0 || !error.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void No_two_generated_ones_are_alike() =>
        Assert.NotEqual(Secret.Generate().Reveal(), Secret.Generate().Reveal());
}
