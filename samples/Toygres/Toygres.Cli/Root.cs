using System.CommandLine.Parsing;

namespace Toygres.Cli;

/// <summary>The command line as a whole.</summary>
internal sealed class Root : RootCommand
{
    private readonly Terminal terminal;

    private Root(Terminal terminal)
        : base("Works on a fleet of PostgreSQL servers.")
    {
        this.terminal = terminal;
        Options.Add(ApiCommand.Url);
        Options.Add(ApiCommand.Json);
        Options.Add(ApiCommand.Output);
        IEnumerable<Command> all =
        [
            .. InstanceCommands.All(),
            .. WorkCommands.All(),
            .. RecordCommands.All(),
            .. FleetCommands.All(),
            .. PeopleCommands.All(),
            RuntimeCommands.Create(),
            DurableCommands.Create(),
            ServerCommands.Create(),
            DemoCommand.Create(),
        ];
        foreach (var command in all)
        {
            Subcommands.Add(command);
        }
    }

    private static string PathOf(CommandResult found) =>
        found.Parent is CommandResult above ? $"{PathOf(above)} {found.Command.Name}" : "toygres";

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var line = new Root(terminal).Parse(args);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                terminal.Error.WriteLine(error.Message);
            }
            terminal.Error.WriteLine($"Try: {PathOf(line.CommandResult)} --help");
            return ExitCode.Usage;
        }
        try
        {
            return await line.InvokeAsync(
                new()
                {
                    EnableDefaultExceptionHandler = false,
                    Output = terminal.Output,
                    Error = terminal.Error,
                }
            );
        }
        catch (Exception error) when (Explained(error) is var (text, code))
        {
            terminal.Error.WriteLine(Shown.Text(text));
            return code;
        }
    }

    /// <summary>Where the command of a line reads and writes.</summary>
    public static Terminal TerminalOf(ParseResult line) => ((Root)line.RootCommandResult.Command).terminal;

    private static (string Text, int Code)? Explained(Exception error) =>
        error switch
        {
            UsageException => (error.Message, ExitCode.Usage),
            ApiException refused => (refused.Message, refused.ExitCode),
            HttpRequestException => (
                $"The server does not answer: {error.Message} Start one by 'toygres server start', or say by --url or TOYGRES_URL where it is.",
                ExitCode.Server
            ),
            IOException => (error.Message, ExitCode.Refused),
            OperationCanceledException => ("Interrupted.", ExitCode.Interrupted),
            _ => null,
        };
}
