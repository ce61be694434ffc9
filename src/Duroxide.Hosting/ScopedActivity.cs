using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Hosting;

/// <summary>Activities whose class is made for each run, in a scope that ends with the run.</summary>
static class ScopedActivity
{
    public static Activity<TInput, TOutput> Of<TActivity, TInput, TOutput>(string name, IServiceProvider services)
        where TActivity : class, IActivity<TInput, TOutput>
    {
        var make = ActivatorUtilities.CreateFactory<TActivity>([]);
        return new Activity<TInput, TOutput>(
            name,
            async (context, input) =>
            {
                await using var scope = services.CreateAsyncScope();
                var activity =
                    scope.ServiceProvider.GetService<TActivity>() ?? make(scope.ServiceProvider, arguments: null);
                return await activity.RunAsync(context, input).ConfigureAwait(false);
            }
        );
    }
}
