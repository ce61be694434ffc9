using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Hosting;

/// <summary>Activities whose class is made for each run, in a scope that ends with the run.</summary>
static class ScopedActivity
{
    public static Activity<TInput, TOutput> Of<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActivity,
        TInput,
        TOutput
    >(string name, IServiceProvider services)
        where TActivity : class, IActivity<TInput, TOutput>
    {
        var make = ActivatorUtilities.CreateFactory<TActivity>([]);
        return new Activity<TInput, TOutput>(
            name,
            async (context, input) =>
            {
                await using var scope = services.CreateAsyncScope();
                if (scope.ServiceProvider.GetService<TActivity>() is { } registered)
                {
                    return await registered.RunAsync(context, input).ConfigureAwait(false);
                }
                var made = make(scope.ServiceProvider, arguments: null);
                try
                {
                    return await made.RunAsync(context, input).ConfigureAwait(false);
                }
                finally
                {
                    await DisposeAsync(made).ConfigureAwait(false);
                }
            }
        );
    }

    // The scope knows nothing of what was made outside its registrations.
    static async ValueTask DisposeAsync(object made)
    {
        if (made is IAsyncDisposable ending)
        {
            await ending.DisposeAsync().ConfigureAwait(false);
        }
        else if (made is IDisposable ended)
        {
            ended.Dispose();
        }
    }
}
