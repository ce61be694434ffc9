namespace Duroxide.Tests;

static class ContextExtensions
{
    /// <summary>Asks for an activity with text in and text out.</summary>
    public static DurableTask<string> Call(
        this OrchestrationContext context,
        string name,
        ActivityOptions? options = null
    ) => context.ScheduleActivity<string, string>(name, "", options);
}
