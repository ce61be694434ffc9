namespace Duroxide.Cli;

/// <summary>Makes commands that work on a store.</summary>
static class StoreCommand
{
    /// <summary>The store.</summary>
    public static Option<string?> Store { get; } =
        new("--store", "-s")
        {
            Description =
                $"The path of a SQLite file, or a connection string of PostgreSQL. Default: the variable {StoreLocation.Variable}.",
            Recursive = true,
        };

    /// <summary>The schema.</summary>
    public static Option<string?> Schema { get; } =
        new("--schema") { Description = "The schema of a PostgreSQL database. Default: duroxide.", Recursive = true };

    /// <summary>Whether programs read the output.</summary>
    public static Option<bool> Json { get; } =
        new("--json") { Description = "Print JSON, one object a line, in place of tables.", Recursive = true };

    /// <summary>A command that only reads.</summary>
    public static Command Reading(
        string name,
        string description,
        IEnumerable<Symbol> symbols,
        Func<Session, Task<int>> run
    ) => Create(name, description, symbols, run, _ => false);

    /// <summary>A command that may write.</summary>
    public static Command Writing(
        string name,
        string description,
        IEnumerable<Symbol> symbols,
        Func<Session, Task<int>> run
    ) => Create(name, description, symbols, run, _ => true);

    /// <summary>A command that may write or only reads, as its line says.</summary>
    public static Command Create(
        string name,
        string description,
        IEnumerable<Symbol> symbols,
        Func<Session, Task<int>> run,
        Func<ParseResult, bool> writes
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            command.Add(symbol);
        }
        command.SetAction((line, cancellation) => RunAsync(line, run, writes(line), cancellation));
        return command;
    }

    static void Add(this Command command, Symbol symbol)
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

    static async Task<int> RunAsync(
        ParseResult line,
        Func<Session, Task<int>> run,
        bool writes,
        CancellationToken cancellation
    )
    {
        var terminal = Root.TerminalOf(line);
        var named = line.GetValue(Store) ?? Environment.GetEnvironmentVariable(StoreLocation.Variable);
        if (string.IsNullOrWhiteSpace(named))
        {
            throw new UsageException($"Name the store by --store or by the variable {StoreLocation.Variable}.");
        }
        await using var provider = StoreLocation.Open(named, line.GetValue(Schema), writes);
        await provider.InitializeAsync(cancellation);
        var printer = new Printer(terminal.Output, line.GetValue(Json));
        return await run(new(provider, new DuroxideClient(provider), line, printer, terminal, cancellation));
    }
}
