namespace Duroxide.Testing.Conformance;

/// <summary>A provider that leaves out a group of tests has not passed them.</summary>
/// <typeparam name="TFixture">How stores of the provider are opened.</typeparam>
public abstract class CompletenessConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public void Every_group_of_conformance_tests_runs_against_this_provider() =>
        Assert.Empty(
            Completeness.Missing(
                Completeness.GroupsOf(typeof(ProviderConformance<>)),
                typeof(TFixture),
                GetType().Assembly
            )
        );
}
