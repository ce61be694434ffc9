using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Hosting;

/// <summary>Activities whose object is made for each attempt, with the services of a scope that ends with it.</summary>
public static class ActivityScope
{
    /// <summary>Makes an object with services, lets it work, and disposes of it and of the scope.</summary>
    /// <remarks>A class that is registered itself is taken from the scope, which then disposes of it.</remarks>
    /// <param name="context">The attempt; its runtime is one of a host, or has an <see cref="IServiceProvider"/> among its features.</param>
    /// <param name="make">Makes the object.</param>
    /// <param name="run">Its work.</param>
    /// <exception cref="InvalidOperationException">The runtime offers no services.</exception>
    public static Task<TOutput> RunInScopeAsync<TActivity, TOutput>(
        this ActivityContext context,
        Func<IServiceProvider, TActivity> make,
        Func<TActivity, Task<TOutput>> run
    )
        where TActivity : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(run);
        var services =
            context.GetFeature<IServiceProvider>()
            ?? throw new InvalidOperationException(
                $"Activity '{context.ActivityName}' is made with services, and its runtime has none. Run it in a host by AddDuroxide, or put an {nameof(IServiceProvider)} into the {nameof(RuntimeOptions.Features)} of the runtime."
            );
        return RunAsync(services, make, run);
    }

    internal static async Task<TOutput> RunAsync<TActivity, TOutput>(
        IServiceProvider services,
        Func<IServiceProvider, TActivity> make,
        Func<TActivity, Task<TOutput>> run
    )
        where TActivity : class
    {
        await using var scope = services.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<TActivity>() is { } registered)
        {
            return await run(registered).ConfigureAwait(false);
        }
        var made = make(scope.ServiceProvider);
        try
        {
            return await run(made).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(made).ConfigureAwait(false);
        }
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
