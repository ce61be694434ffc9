using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Duroxide.Runtime;

namespace Duroxide.Cli;

/// <summary>The command line as a whole.</summary>
sealed class Root : RootCommand
{
    /// <summary>The name by which it is called.</summary>
    public const string CommandName = "duroxide";

    readonly Terminal terminal;

    Root(Terminal terminal)
        : base("Looks into a store of durable orchestrations, and acts on what is in it.")
    {
        this.terminal = terminal;
        Options.OfType<HelpOption>().Single().Action = new HelpPage();
        Options.Add(StoreCommand.Store);
        Options.Add(StoreCommand.Schema);
        Options.Add(StoreCommand.Json);
        foreach (var command in Commands())
        {
            Subcommands.Add(command);
        }
    }

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
            terminal.Error.WriteLine($"Try: {Called(line.CommandResult)} --help");
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
        catch (Exception error) when (Explained(error) is { } code)
        {
            terminal.Error.WriteLine(Shown.Text(error is OperationCanceledException ? "Interrupted." : error.Message));
            return code;
        }
    }

    /// <summary>Where the command of a line reads and writes.</summary>
    public static Terminal TerminalOf(ParseResult line) => TerminalOf(line.RootCommandResult);

    /// <summary>Where the command reads and writes to which something on the line belongs.</summary>
    public static Terminal TerminalOf(SymbolResult result)
    {
        var top = result;
        while (top.Parent is { } above)
        {
            top = above;
        }
        return ((Root)((CommandResult)top).Command).terminal;
    }

    static IEnumerable<Command> Commands() =>
        [
            ListCommand.Create(),
            CountCommand.Create(),
            ShowCommand.Create(),
            HistoryCommand.Create(),
            StartCommand.Create(),
            SignalCommands.Signal(),
            SignalCommands.Send(),
            CancelCommand.Create(),
            PauseCommands.Suspend(),
            PauseCommands.Resume(),
            RestartCommand.Create(),
            ForkCommand.Create(),
            DeleteCommand.Create(),
            PruneCommand.Create(),
            ParkedCommand.Create(),
            StuckCommand.Create(),
            StatsCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
            VerifyCommand.Create(),
            LockCommand.Create(),
            DebugCommand.Create(),
            SqlCommand.Create(),
            DashboardCommand.Create(),
            BackupCommand.Create(),
            UpkeepCommands.Checkpoint(),
            UpkeepCommands.Vacuum(),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
        ];

    // As it is typed, with the commands above it.
    static string Called(CommandResult command) =>
        command.Parent is CommandResult above ? $"{Called(above)} {command.Command.Name}" : CommandName;

    static int? Explained(Exception error) =>
        error switch
        {
            UsageException or FormatException => ExitCode.Usage,
            ClientException refused => refused.Error is ClientError.InstanceNotFound
                ? ExitCode.NotFound
                : ExitCode.Refused,
            NotSupportedException or IOException => ExitCode.Refused,
            CorruptPayloadException or CorruptHistoryException => ExitCode.Found,
            ProviderException => ExitCode.Store,
            OperationCanceledException => ExitCode.Interrupted,
            _ => null,
        };
}
