using Duroxide.Core;

namespace Duroxide.Conformance;

/// <summary>Code that leaves the durable world ends its instance, also when nothing else would wake it.</summary>
public abstract class EscapeScenario(IProviderFixture fixture) : RuntimeScenario(fixture)
{
    [Fact]
    public async Task A_foreign_await_with_nothing_open_ends_the_instance()
    {
        var source = new TaskCompletionSource();
        await RunAsync(code: new RegistryBuilder().Add(Escaping(source, opens: false)));

        await Client.StartOrchestrationAsync("escaping", "stuck", Unit.Value, cancellation: Cancellation);

        AssertNotDurable(await FailureOfAsync("stuck"));
    }

    [Fact]
    public async Task An_escape_noticed_while_the_instance_is_idle_ends_it()
    {
        var source = new TaskCompletionSource();
        await RunAsync(code: new RegistryBuilder().Add(Escaping(source, opens: true)));
        await Client.StartOrchestrationAsync("escaping", "idle", Unit.Value, cancellation: Cancellation);
        await UntilFactAsync<Fact.Scheduled>("idle");

        await Task.Run(source.SetResult, Cancellation);

        AssertNotDurable(await FailureOfAsync("idle"));
        Assert.Contains(await FactsOfAsync("idle"), fact => fact is Fact.Interrupted);
    }

    [Fact]
    public async Task The_parent_of_an_escaped_child_ends_with_the_same_failure()
    {
        var source = new TaskCompletionSource();
        var child = Escaping(source, opens: false);
        var parent = new Orchestration<Unit, int>(
            "parent",
            async (context, _) => await context.ScheduleSubOrchestration(child, Unit.Value)
        );
        Code.Add(child).Add(parent);
        await RunAsync();

        await StartAsync(parent, "family", Unit.Value);

        AssertNotDurable(await FailureOfAsync("family"));
    }

    private static void AssertNotDurable(Failure failure)
    {
        var configuration = Assert.IsType<Failure.Configuration>(failure);
        Assert.Equal(ConfigurationKind.NotDurable, configuration.Kind);
        Assert.StartsWith("not durable: ", configuration.Display, StringComparison.Ordinal);
    }

    private static Orchestration<Unit, int> Escaping(TaskCompletionSource source, bool opens) =>
        new(
            "escaping",
            async (context, input) =>
            {
                if (opens)
                {
                    _ = context.ScheduleWait<int>("Never");
                }
                await source.Task;
                return 1;
            }
        );
}
