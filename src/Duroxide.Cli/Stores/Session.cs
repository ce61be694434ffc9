namespace Duroxide.Cli;

/// <summary>An open store, and the command line that asked for it.</summary>
/// <param name="Provider">The store.</param>
/// <param name="Client">A client of it.</param>
/// <param name="Line">The command line.</param>
/// <param name="Printer">Where results go.</param>
/// <param name="Terminal">Where a person is.</param>
/// <param name="Cancellation">Fires at Ctrl-C.</param>
sealed record Session(
    IProvider Provider,
    DuroxideClient Client,
    ParseResult Line,
    Printer Printer,
    Terminal Terminal,
    CancellationToken Cancellation
)
{
    /// <summary>The management of the store.</summary>
    public ManagementClient Management => Client.Management;

    /// <summary>The value of an option; its default when it is not given.</summary>
    public T? Get<T>(Option<T> option) => Line.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T Get<T>(Argument<T> argument) => Line.GetRequiredValue(argument);

    /// <summary>Asks a person before something is lost.</summary>
    /// <returns>Whether to go on.</returns>
    /// <exception cref="UsageException">Nobody can be asked.</exception>
    public bool Confirm(string what, Option<bool> yes) => Agree($"{what} This cannot be undone.", yes);

    /// <summary>Asks a person before something is done to much at once.</summary>
    /// <returns>Whether to go on.</returns>
    /// <exception cref="UsageException">Nobody can be asked.</exception>
    public bool Agree(string what, Option<bool> yes)
    {
        if (Get(yes))
        {
            return true;
        }
        if (!Terminal.IsInteractive)
        {
            throw new UsageException(Shown.Text($"{what} Give --yes to do it without being asked."));
        }
        Terminal.Error.Write(Shown.Text($"{what} Go on? [y/N] "));
        return Terminal.Input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
