using Duroxide;
using Microsoft.Data.Sqlite;

namespace OrderFulfilment;

/// <summary>One run of the program, from the files to the exit code.</summary>
static class Session
{
    /// <param name="settings">What the user asked for.</param>
    /// <param name="workflowOver">Makes the workflow that fulfils the orders.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    public static async Task<int> RunAsync(
        Settings settings,
        Func<ShopServices, IOrderWorkflow> workflowOver,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await RunUnguardedAsync(settings, workflowOver, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or UnauthorizedAccessException or IOException)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCode.BadInput;
        }
        catch (Exception error) when (error is ProviderException or SqliteException)
        {
            Console.Error.WriteLine($"The state in '{settings.Data}' cannot be used: {error.Message}");
            return ExitCode.Failed;
        }
    }

    static async Task<int> RunUnguardedAsync(
        Settings settings,
        Func<ShopServices, IOrderWorkflow> workflowOver,
        CancellationToken cancellationToken
    )
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
        if (settings.Verify && (!File.Exists(settings.Store) || !File.Exists(settings.Books)))
        {
            Console.Error.WriteLine($"There is nothing to prove: no order was begun in '{settings.Data}'.");
            return ExitCode.BadInput;
        }
        Directory.CreateDirectory(settings.Data);
        if (settings.Fresh)
        {
            DataFolder.Clear(settings);
        }
        using var ledger = Ledger.Open(settings.Books, TimeProvider.System);
        var services = ShopServices.Over(ledger, Catalogue.Read(settings.Stock), TimeProvider.System);
        var workflow = workflowOver(services);
        if (settings.Verify)
        {
            return await Verification.RunAsync(settings.Store, ledger, workflow, orders, cancellationToken);
        }
        ledger.Stock(services.Catalogue);
        var shop = new Shop(ledger, services.Warehouse, workflow, TimeProvider.System);
        return await FulfilAsync(settings, shop, ledger, orders, cancellationToken);
    }

    static async Task<int> FulfilAsync(
        Settings settings,
        Shop shop,
        Ledger ledger,
        IReadOnlyList<Order> orders,
        CancellationToken cancellationToken
    )
    {
        Console.WriteLine(Greeting(Tally.Of(ledger), orders.Count));
        try
        {
            await shop.FulfilAsync(settings.Store, orders, cancellationToken);
            return ExitCode.Fine;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("Stopped. Started again, it goes on where it was.");
            return ExitCode.Interrupted;
        }
    }

    static string Greeting(Tally before, int orders) =>
        before.Reserved == 0 && before.Finished == 0 ? $"{orders} orders."
        : before.Finished < orders ? $"Going on: {before.Finished} of {orders} orders were finished before."
        : $"All {orders} orders were finished before; --fresh begins anew.";
}
