using System.Reflection;
using Duroxide.Providers;
using Duroxide.Testing.Conformance;

namespace Duroxide.Runtime.Tests.Providers;

/// <summary>A provider that goes without something says so, and the conformance tests hold it to that.</summary>
public sealed class LackTests
{
    [Fact]
    public async Task A_provider_without_management_that_says_so_passes() =>
        await RunAsync<Unmanaged>(group => group.Management_is_there_or_is_declared_as_missing());

    [Fact]
    public async Task A_provider_without_management_tells_its_clients() =>
        await RunAsync<Unmanaged>(group => group.A_client_of_a_provider_without_management_is_told_so_by_its_name());

    [Fact]
    public async Task A_provider_without_management_that_does_not_say_so_fails() =>
        Assert.IsType<Xunit.Sdk.EqualException>(
            await Record.ExceptionAsync(() =>
                RunAsync<SilentlyUnmanaged>(group => group.Management_is_there_or_is_declared_as_missing())
            )
        );

    [Fact]
    public async Task A_provider_that_says_wrongly_that_it_has_no_management_fails() =>
        Assert.IsType<Xunit.Sdk.EqualException>(
            await Record.ExceptionAsync(() =>
                RunAsync<WronglyUnmanaged>(group => group.Management_is_there_or_is_declared_as_missing())
            )
        );

    [Fact]
    public async Task A_store_for_one_node_that_refuses_the_second_passes() =>
        await RunAsync<Lonely>(group =>
            group.A_second_node_opens_or_is_declared_as_missing_and_refused_for_good().GetAwaiter().GetResult()
        );

    [Fact]
    public void The_guard_names_each_group_that_is_left_out()
    {
        var missing = Completeness.Missing(
            Completeness.GroupsOf(typeof(ProviderConformance<>)),
            typeof(Lonely),
            GetType().Assembly
        );

        Assert.Contains("public sealed class LonelyValue : ValueConformance<Lonely>;", missing);
        Assert.Equal(Completeness.GroupsOf(typeof(ProviderConformance<>)).Count, missing.Count);
    }

    private static async Task RunAsync<TFixture>(Action<Group<TFixture>> test)
        where TFixture : ProviderFixture, new()
    {
        await using var group = new Group<TFixture>();
        await group.InitializeAsync();
        test(group);
    }

    private sealed class Group<TFixture> : LackConformance<TFixture>
        where TFixture : ProviderFixture, new();

    private class SilentlyUnmanaged : ProviderFixture
    {
        public override Task<IProvider> OpenAsync(TimeProvider time) =>
            Task.FromResult(WithoutManagement.Of(new InMemoryProvider(time)));
    }

    private sealed class Unmanaged : SilentlyUnmanaged
    {
        public override IReadOnlyList<Feature> Lacks => [Feature.Management];
    }

    private sealed class WronglyUnmanaged : ProviderFixture
    {
        public override IReadOnlyList<Feature> Lacks => [Feature.Management];

        public override Task<IProvider> OpenAsync(TimeProvider time) =>
            Task.FromResult<IProvider>(new InMemoryProvider(time));
    }

    private sealed class Lonely : ProviderFixture
    {
        private bool isOpen;

        public override IReadOnlyList<Feature> Lacks => [Feature.Nodes];

        public override Task<IProvider> OpenAsync(TimeProvider time)
        {
            if (isOpen)
            {
                throw new ProviderException("open", "Another node has the store. Close it first.", isRetryable: false);
            }
            isOpen = true;
            return Task.FromResult<IProvider>(new InMemoryProvider(time));
        }
    }

    private class WithoutManagement : DispatchProxy
    {
        private IProvider inner = null!;

        public static IProvider Of(IProvider inner)
        {
            var proxy = Create<IProvider, WithoutManagement>();
            ((WithoutManagement)(object)proxy).inner = inner;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == "get_Management" ? null : targetMethod.Invoke(inner, args);
    }
}
