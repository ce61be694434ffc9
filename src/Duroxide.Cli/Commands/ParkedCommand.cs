namespace Duroxide.Cli;

/// <summary>Work that was set aside because it could not be processed.</summary>
static class ParkedCommand
{
    public static Command Create() =>
        new("parked", "Work that was set aside because it could not be processed.") { List(), Release(), Discard() };

    static Command List()
    {
        var limit = Limit.Option(100, "items");
        return StoreCommand.Reading(
            "list",
            "Lists what is parked, oldest first.",
            [limit],
            async session =>
            {
                session.Printer.Rows(
                    await session.Management.ListParkedAsync(
                        new() { Limit = session.Get(limit) },
                        session.Cancellation
                    ),
                    [
                        ("Number", item => $"{item.Id}"),
                        ("Kind", item => $"{item.Kind}"),
                        ("Instance", item => item.Instance.Value),
                        ("Since", item => Shown.Time(item.Time)),
                        ("Why", item => item.Reason),
                    ],
                    item => new
                    {
                        Number = item.Id,
                        item.Kind,
                        Instance = item.Instance.Value,
                        Since = item.Time,
                        item.Reason,
                    }
                );
                return ExitCode.Done;
            }
        );
    }

    static Command Release()
    {
        var number = new Argument<long>("number") { Description = "The number of the item, as list shows it." };
        return StoreCommand.Writing(
            "release",
            "Puts an item back to where it came from.",
            [number],
            async session =>
            {
                var id = session.Get(number);
                if (!await session.Management.ReleaseParkedAsync(id, session.Cancellation))
                {
                    session.Terminal.Error.WriteLine($"Nothing with the number {id} is parked.");
                    return ExitCode.NotFound;
                }
                session.Printer.Line($"Released {id}.");
                return ExitCode.Done;
            }
        );
    }

    static Command Discard()
    {
        var instance = Instance.Argument();
        var yes = DeleteCommand.Yes();
        return StoreCommand.Writing(
            "discard",
            "Throws away what is parked of an instance: a message is gone, an activity fails. A parked instance itself stays.",
            [instance, yes],
            async session =>
            {
                var id = session.Get(instance);
                if (!session.Confirm($"What is parked of instance '{id}' is thrown away.", yes))
                {
                    return ExitCode.Refused;
                }
                var report = await session.Management.DiscardParkedAsync(
                    new() { Instance = id },
                    cancellationToken: session.Cancellation
                );
                if (session.Printer.IsJson)
                {
                    session.Printer.Json(report);
                }
                session.Printer.Line($"Discarded {report.Done}, left {report.Left}.");
                return ExitCode.Done;
            }
        );
    }
}
