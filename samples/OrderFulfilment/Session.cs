namespace OrderFulfilment;

/// <summary>One run of the program, from the files to the exit code.</summary>
static class Session
{
    public static async Task<int> RunAsync(Settings settings, CancellationToken cancellation)
    {
        string[] inputs = [settings.Orders, settings.Stock];
        if (Array.Find(inputs, file => !File.Exists(file)) is { } missing)
        {
            Console.Error.WriteLine($"There is no file '{missing}'.");
            return ExitCode.BadInput;
        }
        var (orders, problems) = OrderFile.Read(settings.Orders);
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }
        if (settings.Strict && problems.Count > 0)
        {
            Console.Error.WriteLine("Nothing was done, because of --strict.");
            return ExitCode.BadInput;
        }
        if (settings.Fresh)
        {
            DataFolder.Clear(settings);
        }
        Directory.CreateDirectory(settings.Data);
        using var ledger = Ledger.Open(settings.Books, TimeProvider.System);
        return settings.Verify
            ? await Verification.RunAsync(settings.Store, ledger, orders, cancellation)
            : await FulfilAsync(settings, ledger, orders, cancellation);
    }

    static async Task<int> FulfilAsync(
        Settings settings,
        Ledger ledger,
        IReadOnlyList<Order> orders,
        CancellationToken cancellation
    )
    {
        var catalogue = Catalogue.Read(settings.Stock);
        ledger.Stock(catalogue);
        Console.WriteLine(Greeting(Tally.Of(ledger).Finished, orders.Count));
        try
        {
            await new Shop(ledger, catalogue, TimeProvider.System).FulfilAsync(settings.Store, orders, cancellation);
            return ExitCode.Fine;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.WriteLine("Stopped. Started again, it goes on where it was.");
            return ExitCode.Interrupted;
        }
    }

    static string Greeting(int finished, int orders) =>
        finished == 0 ? $"{orders} orders."
        : finished < orders ? $"Going on: {finished} of {orders} orders were finished before."
        : $"All {orders} orders were finished before; --fresh begins anew.";
}
