namespace Toygres.Cli;

/// <summary>Says which container images instances can run.</summary>
internal static class RuntimeCommands
{
    public static Command Create() =>
        ApiCommand.Group(
            "runtime-images",
            "Works on the container images that instances run.",
            List(),
            Register(),
            Delete()
        );

    private static Command List() =>
        ApiCommand.Create(
            "list",
            "Lists the container images that instances can run.",
            [],
            async session =>
            {
                var images = await session.Api.GetAsync<List<RuntimeImageView>>("/api/runtime-images", session.Cancel);
                session.Printer.Rows(
                    images,
                    ("Name", image => image.Name),
                    ("Kind", image => image.Kind),
                    ("Reference", image => image.Reference),
                    ("Registered", image => Shown.Time(image.Created))
                );
                return ExitCode.Done;
            }
        );

    private static Command Register()
    {
        var name = new Argument<string>("name") { Description = "What it is called." };
        var reference = new Argument<string>("reference") { Description = "registry/path@sha256:digest" };
        var kind = new Option<string>("--kind")
        {
            Description = "What is in it: stock or pg_durable.",
            DefaultValueFactory = _ => "stock",
        };
        kind.AcceptOnlyFromAmong("stock", "pg_durable");
        return ApiCommand.Create(
            "register",
            "Lets instances run a container image.",
            [name, reference, kind],
            async session =>
            {
                var request = new RegisterRequest(session.Get(name), session.Get(reference), session.Get(kind)!);
                await session.Api.PostAsync<object?>("/api/runtime-images/register", request, session.Cancel);
                session.Printer.Line($"{request.Name} is registered.");
                return ExitCode.Done;
            }
        );
    }

    private static Command Delete()
    {
        var name = new Argument<string>("name") { Description = "The runtime image." };
        return ApiCommand.Create(
            "delete",
            "Lets instances run a container image no longer.",
            [name, Session.Yes],
            async session =>
            {
                if (!session.Confirm($"The runtime image {session.Get(name)} is registered no longer."))
                {
                    return ExitCode.Refused;
                }
                var path = $"/api/runtime-images/{Uri.EscapeDataString(session.Get(name))}";
                await session.Api.DeleteAsync<object?>(path, session.Cancel);
                return ExitCode.Done;
            }
        );
    }
}
