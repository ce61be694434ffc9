namespace Duroxide.Conformance;

/// <summary>A provider that leaves out a group of tests has not passed them.</summary>
public abstract class CompletenessConformance
{
    [Fact]
    public void Every_group_of_conformance_tests_runs_against_this_provider()
    {
        var own = GetType().Assembly.GetTypes().Where(type => !type.IsAbstract).ToList();
        var forgotten = typeof(ProviderConformance)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ProviderConformance)))
            .Where(group => !own.Exists(type => type.IsSubclassOf(group)))
            .Select(group => group.Name);

        Assert.Empty(forgotten);
    }
}
