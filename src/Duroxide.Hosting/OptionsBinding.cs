using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Duroxide.Hosting;

/// <summary>Reads runtime options from configuration.</summary>
static class OptionsBinding
{
    /// <summary>A copy of the options with what a section names replaced.</summary>
    /// <exception cref="InvalidOperationException">The section names something that is no option, or a value does not fit it.</exception>
    [RequiresUnreferencedCode("Binds by reflection.")]
    [RequiresDynamicCode("Binds by reflection.")]
    public static RuntimeOptions Bind(IConfiguration section, RuntimeOptions options)
    {
        // Copies, so that options that somebody else holds, and the defaults above all, stay as they are.
        var copy = options with
        {
            Limits = options.Limits with { },
            Determinism = options.Determinism with { },
            UnregisteredBackoff = options.UnregisteredBackoff with { },
        };
        section.Bind(copy, binder => binder.ErrorOnUnknownConfiguration = true);
        return copy;
    }
}
