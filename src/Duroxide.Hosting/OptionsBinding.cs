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
        try
        {
            section.Bind(copy, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidOperationException(
                $"The configuration{Place(section)} has a name that is no option, or a value that none can have: "
                    + $"{wrong.Message} {nameof(RuntimeOptions.ReplayVersions)}, {nameof(RuntimeOptions.Payloads)}, "
                    + $"{nameof(RuntimeOptions.Features)}, {nameof(RuntimeOptions.Time)} and {nameof(RuntimeOptions.Logging)} are "
                    + "set in code.",
                wrong
            );
        }
        return copy;
    }

    static string Place(IConfiguration section) =>
        section is IConfigurationSection { Path: var path } ? $" under '{path}'" : "";
}
