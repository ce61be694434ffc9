using System.Globalization;
using Toygres.Server.Contracts;

namespace Toygres.Server;

/// <summary>Tells options without their secrets.</summary>
internal static class Settings
{
    private static readonly string[] Secret =
    [
        nameof(ServerOptions.Database),
        nameof(ServerOptions.AdminKey),
        nameof(ServerOptions.AdminPassword),
    ];

    public static IReadOnlyList<SettingView> Of(ServerOptions options) =>
        [
            .. typeof(ServerOptions)
                .GetProperties()
                .Select(option => new SettingView(
                    option.Name,
                    Shown(option.Name, option.GetValue(options)),
                    $"Toygres__{option.Name}"
                )),
        ];

    private static string? Shown(string name, object? value) =>
        value is null ? null
        : Secret.Contains(name) ? "(set)"
        : Convert.ToString(value, CultureInfo.InvariantCulture);
}
