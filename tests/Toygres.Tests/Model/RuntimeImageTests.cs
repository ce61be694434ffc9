namespace Toygres.Tests.Model;

/// <summary>What names a container image.</summary>
public class RuntimeImageTests
{
    private static readonly string Digest = $"@sha256:{new string('a', 64)}";

    [Theory]
    [InlineData("registry.example/postgres")]
    [InlineData("registry.example:5000/team/pg_durable")]
    [InlineData("localhost:5000/a/b.c/d-e")]
    public void A_registry_a_path_and_a_digest_name_an_image(string place) =>
        Assert.Null(RuntimeImage.Problem(place + Digest, []));

    [Theory]
    [InlineData("postgres")]
    [InlineData("library/postgres")]
    [InlineData("registry.example/../postgres")]
    [InlineData("registry.example/postgres:17")]
    [InlineData("https://registry.example/postgres")]
    [InlineData("registry.example/Postgres")]
    [InlineData("registry.example/a;rm")]
    [InlineData("registry.example/")]
    public void What_may_be_another_image_tomorrow_or_is_none_is_refused(string place) =>
        Assert.Contains("is no image", RuntimeImage.Problem(place + Digest, []));

    [Theory]
    [InlineData("registry.example/postgres")]
    [InlineData("registry.example/postgres:17")]
    [InlineData("registry.example/postgres@sha256:abc")]
    public void An_image_has_a_digest(string reference) =>
        Assert.Contains("is no image", RuntimeImage.Problem(reference, []));

    [Fact]
    public void Images_come_from_the_registries_that_are_known()
    {
        Assert.Null(RuntimeImage.Problem($"registry.example/postgres{Digest}", ["registry.example"]));
        Assert.Contains(
            "registry.example",
            RuntimeImage.Problem($"evil.example/registry.example{Digest}", ["registry.example"])
        );
    }
}
