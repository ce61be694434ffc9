using Duroxide.Runtime;

namespace Duroxide.Testing.Conformance;

/// <summary>What a provider goes without is declared, and whoever asks for it is told so.</summary>
public abstract class LackConformance<TFixture> : ProviderConformance<TFixture>
    where TFixture : ProviderFixture, new()
{
    [Fact]
    public void Management_is_there_or_is_declared_as_missing() =>
        Assert.Equal(Fixture.Lacks.Contains(Feature.Management), Provider.Management is null);

    [Fact]
    public void Views_are_there_or_are_declared_as_missing() =>
        Assert.Equal(Fixture.Lacks.Contains(Feature.Views), Provider is not IStoreViews);

    [Fact]
    public void A_client_of_a_provider_without_management_is_told_so_by_its_name()
    {
        var client = new DuroxideClient(Provider);

        Assert.Equal(Provider.Management is not null, client.HasManagement);
        var refusal = Record.Exception(() => client.Management);

        if (Provider.Management is null)
        {
            Assert.Contains(Provider.Name, Assert.IsType<ClientException>(refusal).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(refusal);
        }
    }

    [Fact]
    public async Task A_second_node_opens_or_is_declared_as_missing_and_refused_for_good()
    {
        var refusal = await Record.ExceptionAsync(async () => await (await Fixture.OpenAsync(Time)).DisposeAsync());

        if (Fixture.Lacks.Contains(Feature.Nodes))
        {
            Assert.False(Assert.IsType<ProviderException>(refusal).IsRetryable);
        }
        else
        {
            Assert.Null(refusal);
        }
        await Provider.CreateAsync("unharmed");
    }
}
