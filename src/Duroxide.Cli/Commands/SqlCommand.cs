using System.Globalization;

namespace Duroxide.Cli;

/// <summary>Asks a store in SQL.</summary>
static class SqlCommand
{
    public static Command Create()
    {
        var statement = new Argument<string>("statement")
        {
            Description = "One statement that selects from the views that docs/cli.md names, in the SQL of the store.",
        };
        var limit = new Option<int>("--limit", "-n")
        {
            Description = "How many rows at most.",
            DefaultValueFactory = _ => 1000,
        };
        return StoreCommand.Reading(
            "sql",
            "Asks the store in SQL, by views with stable names. Nothing can be written.",
            [statement, limit],
            async session =>
            {
                if (session.Provider is not IStoreViews views)
                {
                    throw new UsageException($"The store '{session.Provider.Name}' has no views to ask.");
                }
                var most = session.Get(limit);
                if (most is < 0 or int.MaxValue)
                {
                    throw new UsageException($"--limit {most} is no count of rows: give 0 to {int.MaxValue - 1}.");
                }
                var found = await AskAsync(views, session.Get(statement), most + 1, session.Cancellation);
                Print(session.Printer, found.Columns, [.. found.Rows.Take(most)]);
                if (found.Rows.Count > most)
                {
                    session.Printer.Line($"There are more than {most}: give a higher --limit.");
                }
                return ExitCode.Done;
            }
        );
    }

    static async Task<ViewRows> AskAsync(
        IStoreViews views,
        string statement,
        int limit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await views.QueryViewsAsync(statement, limit, cancellationToken);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(
                $"{wrong.Message} Write one statement that selects, such as \"select instance from instances\"."
            );
        }
    }

    static void Print(Printer printer, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows) =>
        printer.Rows(
            rows,
            [
                .. columns.Select(
                    (name, column) =>
                        (
                            Shown.Line(name),
                            (Func<IReadOnlyList<object?>, string>)(
                                row => Convert.ToString(row[column], CultureInfo.InvariantCulture) ?? ""
                            )
                        )
                ),
            ],
            row =>
            {
                var named = new Dictionary<string, object?>();
                for (var column = 0; column < columns.Count; column++)
                {
                    named[columns[column]] = row[column];
                }
                return named;
            }
        );
}
