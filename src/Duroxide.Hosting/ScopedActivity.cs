using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Hosting;

/// <summary>Activities whose class is made for each run, by whichever of its constructors the services fit.</summary>
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
            (context, input) =>
                ActivityScope.RunAsync(
                    services,
                    scoped => make(scoped, arguments: null),
                    made => made.RunAsync(context, input)
                )
        );
    }
}
