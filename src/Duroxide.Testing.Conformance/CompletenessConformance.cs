namespace Duroxide.Testing.Conformance;

/// <summary>A provider that leaves out a group of tests has not passed them.</summary>
/// <typeparam name="TFixture">How stores of the provider are opened.</typeparam>
public abstract class CompletenessConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public async Task Every_group_of_conformance_tests_runs_against_this_provider()
    {
        await using var fixture = new TFixture();
        // A group of which each test needs what the provider lacks may be left out.
        var groups = Completeness
            .GroupsOf(typeof(ProviderConformance<>))
            .Where(group => group != typeof(ViewConformance<>) || !fixture.Lacks.Contains(Feature.Views));

        Assert.Empty(Completeness.Missing(groups, typeof(TFixture), GetType().Assembly));
    }
}
