namespace Toygres.Cli;

/// <summary>Makes commands that ask a server.</summary>
internal static class ApiCommand
{
    /// <summary>Where the server is.</summary>
    public static Option<string?> Url { get; } =
        new("--url", "-u")
        {
            Description =
                $"Where the server is. Default: TOYGRES_URL, what the last login said, or {Credentials.DefaultUrl}.",
            Recursive = true,
        };

    /// <summary>Whether programs read the output.</summary>
    public static Option<bool> Json { get; } =
        new("--json") { Description = "Print JSON, one object a line, in place of tables.", Recursive = true };

    /// <summary>How the output is.</summary>
    public static Option<string> Output { get; } = MakeOutput();

    /// <summary>A command that asks a server.</summary>
    public static Command Create(
        string name,
        string description,
        IEnumerable<Symbol> symbols,
        Func<Session, Task<int>> run
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            command.Add(symbol);
        }
        command.SetAction((line, cancel) => RunAsync(line, run, cancel));
        return command;
    }

    /// <summary>A command that has others.</summary>
    public static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Subcommands.Add(command);
        }
        return group;
    }

    /// <summary>An argument that names an instance.</summary>
    public static Argument<string> Instance() =>
        new("instance") { Description = "Its whole name, or what its user calls it when only one is called so." };

    private static Option<string> MakeOutput()
    {
        var output = new Option<string>("--output", "-o")
        {
            Description = "table or json.",
            Recursive = true,
            DefaultValueFactory = _ => "table",
        };
        output.AcceptOnlyFromAmong("table", "json");
        return output;
    }

    private static void Add(this Command command, Symbol symbol)
    {
        switch (symbol)
        {
            case Option option:
                command.Options.Add(option);
                break;
            case Argument argument:
                command.Arguments.Add(argument);
                break;
            default:
                throw new ArgumentException($"A command takes no {symbol.GetType().Name}.", nameof(symbol));
        }
    }

    private static async Task<int> RunAsync(ParseResult line, Func<Session, Task<int>> run, CancellationToken cancel)
    {
        var terminal = Root.TerminalOf(line);
        using var api = new ApiClient(Credentials.Find(line.GetValue(Url), terminal));
        var printer = new Printer(terminal.Output, line.GetValue(Json) || line.GetValue(Output) == "json");
        return await run(new Session(api, line, printer, terminal, cancel));
    }
}
