namespace Duroxide.Scenarios;

/// <summary>A store over which a group of scenarios does not run has not passed them.</summary>
/// <typeparam name="TFixture">How the store is opened.</typeparam>
/// <param name="root">What the groups that have to run derive from.</param>
public abstract class ScenarioCompleteness<TFixture>(Type root)
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public void Every_group_of_scenarios_runs_over_this_store() =>
        Assert.Empty(Completeness.Missing(Completeness.GroupsOf(root), typeof(TFixture), GetType().Assembly));
}
