namespace Toygres.Server;

/// <summary>How options are told: by a file, the environment (<c>Toygres__Root</c>), or the command line (<c>--root</c>).</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, string> Switches = typeof(ServerOptions)
        .GetProperties()
        .Where(option => option.Name != nameof(ServerOptions.Kubernetes))
        .ToDictionary(
            option => $"--{Kebab(option.Name)}",
            option => $"Toygres:{option.Name}",
            StringComparer.OrdinalIgnoreCase
        );

    // What stands on a command line everybody on the machine can read.
    private static readonly string[] Secret = ["--admin-password", "--admin-key"];

    public static ServerOptions Read(IConfigurationManager configuration, string[] args)
    {
        foreach (var arg in args)
        {
            if (
                Secret.Any(name => arg.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                || arg.Contains("password=", StringComparison.OrdinalIgnoreCase)
            )
            {
                throw new StartException(
                    "A secret on the command line can be read by everybody on this machine. Set it in the environment: Toygres__Database, Toygres__AdminPassword or Toygres__AdminKey."
                );
            }
            if (arg.StartsWith("--", StringComparison.Ordinal) && !IsKnown(arg))
            {
                throw new StartException(
                    $"There is no option {arg.Split('=')[0]}. There are: {string.Join(", ", Switches.Keys.Except(Secret).Order(StringComparer.Ordinal))}."
                );
            }
        }
        configuration.AddCommandLine(args, Switches);
        var options = Bind(configuration);
        return options.Problem() is { } problem ? throw new StartException(problem) : options;
    }

    private static ServerOptions Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection("Toygres").Get<ServerOptions>() ?? new();
        }
        catch (InvalidOperationException error)
        {
            throw new StartException(
                $"An option cannot be read: {error.InnerException?.Message ?? error.Message}",
                error
            );
        }
    }

    // Options of ASP.NET have a colon in their names.
    private static bool IsKnown(string arg) =>
        arg.Split('=')[0] is var name && (Switches.ContainsKey(name) || name.Contains(':', StringComparison.Ordinal));

    private static string Kebab(string name) =>
        string.Concat(
            name.Select(
                (letter, index) =>
                    char.IsUpper(letter) && index > 0
                        ? $"-{char.ToLowerInvariant(letter)}"
                        : $"{char.ToLowerInvariant(letter)}"
            )
        );
}
