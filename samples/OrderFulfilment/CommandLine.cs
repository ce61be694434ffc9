using System.CommandLine;

namespace OrderFulfilment;

/// <summary>The options of the program.</summary>
static class CommandLine
{
    /// <param name="folder">Where the state is kept unless the user says.</param>
    /// <param name="workflowOver">Makes the workflow that fulfils the orders.</param>
    public static RootCommand Create(string folder, Func<ShopServices, IOrderWorkflow> workflowOver)
    {
        var orders = new Argument<string>("orders")
        {
            Description = "The orders to fulfil, a CSV file.",
            DefaultValueFactory = _ => Beside("orders.csv"),
        };
        var stock = new Option<string>("--stock")
        {
            Description = "The articles of the shop, a CSV file.",
            DefaultValueFactory = _ => Beside("stock.csv"),
        };
        var data = new Option<string>("--data")
        {
            Description = "The folder that keeps the state between runs.",
            DefaultValueFactory = _ => folder,
        };
        var strict = new Option<bool>("--strict") { Description = "Stop at a line that cannot be read." };
        var fresh = new Option<bool>("--fresh") { Description = "Forget the state and begin anew." };
        var verify = new Option<bool>("--verify")
        {
            Description = "Do no work, but prove from ledger and histories that every order was handled right.",
        };
        var command = new RootCommand(
            "Fulfils orders. Stop it at any moment, by Ctrl-C or kill -9, and start it again: it goes on where it was."
        )
        {
            orders,
            stock,
            data,
            strict,
            fresh,
            verify,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Session.RunAsync(
                    new(
                        parsed.GetRequiredValue(orders),
                        parsed.GetRequiredValue(stock),
                        parsed.GetRequiredValue(data),
                        parsed.GetValue(strict),
                        parsed.GetValue(fresh),
                        parsed.GetValue(verify)
                    ),
                    workflowOver,
                    cancellation
                )
        );
        return command;
    }

    static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
