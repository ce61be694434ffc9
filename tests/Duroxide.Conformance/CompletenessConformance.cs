namespace Duroxide.Conformance;

/// <summary>A provider that leaves out a group of tests has not passed them.</summary>
public abstract class CompletenessConformance
{
    [Fact]
    public void Every_group_of_conformance_tests_runs_against_this_provider() =>
        Assert.Empty(Completeness.Forgotten(GetType(), typeof(ProviderConformance), "Completeness"));
}
