using Toygres.Cli;

namespace Toygres.Server.Tests.Cli;

/// <summary>Runs commands as a shell would, in this process.</summary>
internal sealed class Shell(Func<string, string?> variable)
{
    /// <summary>A shell of somebody with the key of a role; null for a stranger.</summary>
    public static Shell Of(ServerGround ground, Role? role) =>
        new(name =>
            name switch
            {
                "TOYGRES_URL" => ground.Address.ToString(),
                "TOYGRES_KEY" => role is { } known ? ground.KeyOf(known) : null,
                "TOYGRES_CONFIG" => Path.Combine(ground.Root, "config"),
                _ => null,
            }
        );

    /// <summary>Runs a command line.</summary>
    public Task<Ran> RunAsync(params string[] args) => RunAsync("", false, args);

    /// <summary>Runs a command line to which something is typed.</summary>
    /// <param name="typed">What is typed.</param>
    /// <param name="isInteractive">Whether a person types it.</param>
    /// <param name="args">The command line.</param>
    public async Task<Ran> RunAsync(string typed, bool isInteractive, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(new StringReader(typed), output, error, isInteractive, variable);
        var code = await Root.RunAsync(args, terminal);
        return new(code, output.ToString(), error.ToString());
    }
}

/// <summary>What a command did.</summary>
/// <param name="Code">How it ended.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What went wrong, and how far things were.</param>
internal sealed record Ran(int Code, string Output, string Error)
{
    /// <summary>What it printed, when it did what was asked.</summary>
    public string Done() =>
        Code == ExitCode.Done ? Output : throw new Xunit.Sdk.XunitException($"{Code}: {Error}{Output}");
}
