namespace Duroxide.Cli;

/// <summary>The command line as a whole.</summary>
static class Root
{
    static readonly AsyncLocal<Terminal> Current = new();

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        Current.Value = terminal;
        var line = Create().Parse(args);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                terminal.Error.WriteLine(error.Message);
            }
            terminal.Error.WriteLine($"Try: duroxide {line.CommandResult.Command.Name} --help");
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
    public static Terminal TerminalOf(ParseResult _) => Current.Value ?? Terminal.Own;

    static RootCommand Create()
    {
        var root = new RootCommand("Looks into a store of durable orchestrations, and acts on what is in it.");
        root.Options.Add(StoreCommand.Store);
        root.Options.Add(StoreCommand.Schema);
        root.Options.Add(StoreCommand.Json);
        foreach (
            var command in new[]
            {
                ListCommand.Create(),
                CountCommand.Create(),
                ShowCommand.Create(),
                HistoryCommand.Create(),
                StartCommand.Create(),
                SignalCommands.Signal(),
                SignalCommands.Send(),
                SignalCommands.Cancel(),
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
                VerifyCommand.Create(),
                DebugCommand.Create(),
                BackupCommand.Create(),
                UpkeepCommands.Checkpoint(),
                UpkeepCommands.Vacuum(),
                DoctorCommand.Create(),
                CompletionCommand.Create(),
            }
        )
        {
            root.Subcommands.Add(command);
        }
        return root;
    }

    static int? Explained(Exception error) =>
        error switch
        {
            UsageException or FormatException => ExitCode.Usage,
            ClientException refused => refused.Error is ClientError.InstanceNotFound
                ? ExitCode.NotFound
                : ExitCode.Refused,
            NotSupportedException or IOException => ExitCode.Refused,
            ProviderException => ExitCode.Store,
            OperationCanceledException => ExitCode.Interrupted,
            _ => null,
        };
}
