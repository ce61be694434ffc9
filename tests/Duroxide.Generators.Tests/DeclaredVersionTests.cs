namespace Duroxide.Generators.Tests;

/// <summary>The generator orders versions as the runtime does, which it does not know.</summary>
public class DeclaredVersionTests
{
    static readonly string[] Versions =
    [
        "0.0.0",
        "0.9.12",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.0+build.5",
        "1.2.0",
        "1.10.0",
        "2.0.0-0",
        "2.0.0--",
        "2147483647.0.0",
    ];

    [Fact]
    public void Any_two_are_ordered_as_semantic_versions_are() =>
        Assert.All(
            from one in Versions
            from other in Versions
            select (one, other),
            pair =>
                Assert.Equal(
                    Math.Sign(SemanticVersion.Parse(pair.one).CompareTo(SemanticVersion.Parse(pair.other))),
                    Math.Sign(new DeclaredVersion(pair.one).CompareTo(new DeclaredVersion(pair.other)))
                )
        );

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.00.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.2147483648")]
    [InlineData("1.0.0 ")]
    [InlineData("1.0.0\n")]
    [InlineData("")]
    public void What_the_runtime_refuses_the_generator_does_too(string text)
    {
        Assert.Throws<FormatException>(() => SemanticVersion.Parse(text));
        Assert.False(DeclaredVersion.IsValid(text));
    }

    [Fact]
    public void What_the_runtime_takes_the_generator_does_too() =>
        Assert.All(Versions, text => Assert.True(DeclaredVersion.IsValid(text)));
}
