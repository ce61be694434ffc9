namespace Duroxide.Generators;

/// <summary>Which of our packages an assembly is compiled with.</summary>
/// <param name="HasClient">Whether it knows the client.</param>
/// <param name="HasHosting">Whether it knows the builder of a host.</param>
sealed record Surroundings(bool HasClient, bool HasHosting)
{
    public static Surroundings Of(Compilation compilation, CancellationToken _) =>
        new(Knows(compilation, "Duroxide.DuroxideClient"), Knows(compilation, "Duroxide.Hosting.ActivityScope"));

    static bool Knows(Compilation compilation, string type) => compilation.GetTypeByMetadataName(type) is not null;
}
