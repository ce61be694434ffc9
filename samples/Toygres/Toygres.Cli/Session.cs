namespace Toygres.Cli;

/// <summary>A server that is asked, and the command line that asks for it.</summary>
/// <param name="Api">The server.</param>
/// <param name="Line">The command line.</param>
/// <param name="Printer">Where results go.</param>
/// <param name="Terminal">Where a person is.</param>
/// <param name="Cancel">Fires at Ctrl-C.</param>
internal sealed record Session(
    ApiClient Api,
    ParseResult Line,
    Printer Printer,
    Terminal Terminal,
    CancellationToken Cancel
)
{
    /// <summary>Whether to wait for the end of what is begun.</summary>
    public static Option<bool> Wait { get; } = new("--wait") { Description = "Wait until it has ended, and say how." };

    /// <summary>Whether to go on without asking.</summary>
    public static Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask." };

    /// <summary>The value of an option; its default when it is not given.</summary>
    public T? Get<T>(Option<T> option) => Line.GetValue(option);

    /// <summary>The value of an argument.</summary>
    public T Get<T>(Argument<T> argument) => Line.GetRequiredValue(argument);

    /// <summary>Asks a person before something is lost.</summary>
    /// <exception cref="UsageException">Nobody can be asked.</exception>
    public bool Confirm(string what)
    {
        if (Get(Yes))
        {
            return true;
        }
        if (!Terminal.IsInteractive)
        {
            throw new UsageException($"{what} This cannot be undone. Give --yes to do it without being asked.");
        }
        Terminal.Error.Write(Shown.Text($"{what} This cannot be undone. Go on? [y/N] "));
        return Terminal.Input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>The whole name of an instance: what was given, or that of the only one whose user calls it so.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    public async Task<string> ResolveAsync(string name)
    {
        var prefix = Uri.EscapeDataString(name);
        var page = await Api.GetAsync<PageView<InstanceView>>($"/api/instances?prefix={prefix}&limit=500", Cancel);
        if (page.Items.Any(row => row.Name == name))
        {
            return name;
        }
        var named = page.Items.Where(row => row.UserName == name).Select(row => row.Name).ToList();
        return named switch
        {
            [] => name,
            [var only] => only,
            _ => throw new UsageException(
                $"Several instances are called {name}: {string.Join(", ", named)}. Give the whole name."
            ),
        };
    }

    /// <summary>Says what was begun.</summary>
    public void Began(StartedView started) =>
        Printer.One(started, ("Name", started.Name), ("Operation", started.Operation));

    /// <summary>Says what was begun, and with <c>--wait</c> how it ended.</summary>
    public async Task<int> StartedAsync(StartedView started)
    {
        if (!Get(Wait))
        {
            Began(started);
            return ExitCode.Done;
        }
        var end = await FollowAsync(started.Operation);
        Printer.One(end, ("Name", started.Name), ("Operation", end.Id), ("Status", end.Status), ("Error", end.Error));
        return end.Status == "completed" ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Tells the steps of an operation until it has ended.</summary>
    public async Task<OperationView> FollowAsync(string operation)
    {
        OperationView? last = null;
        while (last is not { HasEnded: true })
        {
            var path = $"/api/operations/{Uri.EscapeDataString(operation)}/changes";
            // A stream that ends before the operation is begun again: a session, or a server, may have ended.
            await foreach (var item in Api.StreamAsync<OperationView>(path, Cancel))
            {
                if (item.Data.Step is { } step && step != last?.Step)
                {
                    Terminal.Error.WriteLine(Shown.Text($"  {step}"));
                }
                last = item.Data;
            }
        }
        return last;
    }
}
