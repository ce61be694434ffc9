namespace Duroxide.Conformance;

/// <summary>A store over which a group of scenarios does not run has not passed them.</summary>
public abstract class ScenarioCompleteness
{
    [Fact]
    public void Every_group_of_scenarios_runs_over_this_store() =>
        Assert.Empty(Completeness.Forgotten(GetType(), typeof(RuntimeScenario), nameof(ScenarioCompleteness)));
}
