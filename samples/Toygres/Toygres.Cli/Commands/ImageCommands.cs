namespace Toygres.Cli;

/// <summary>Makes, lists and takes away images.</summary>
internal static class ImageCommands
{
    public static Command Create() => ApiCommand.Group("image", "Works on images.", List(), Make(), Get(), Delete());

    private static Command List() =>
        ApiCommand.Create(
            "list",
            "Lists images, oldest first.",
            [],
            async session =>
            {
                ImageTable.Print(session, await session.Api.GetAsync<List<ImageView>>("/api/images", session.Cancel));
                return ExitCode.Done;
            }
        );

    private static Command Make()
    {
        var image = new Argument<string>("name") { Description = "What it is called." };
        var source = ApiCommand.Instance();
        return ApiCommand.Create(
            "create",
            "Makes an image of an instance.",
            [image, source, Session.Wait],
            async session =>
            {
                var request = new CreateImageRequest(
                    session.Get(image),
                    await session.ResolveAsync(session.Get(source))
                );
                return await session.StartedAsync(
                    await session.Api.PostAsync<StartedView>("/api/images", request, session.Cancel)
                );
            }
        );
    }

    private static Command Get()
    {
        var name = Named();
        return ApiCommand.Create(
            "get",
            "Tells of one image.",
            [name],
            async session =>
            {
                var image = await session.Api.GetAsync<ImageView>(PathOf(session, name), session.Cancel);
                session.Printer.One(
                    image,
                    ("Name", image.Name),
                    ("Of", image.Source),
                    ("State", image.State),
                    ("Version", image.Version),
                    ("Size", Shown.Bytes(image.Bytes)),
                    ("Checksum", image.Checksum),
                    ("Created", Shown.Time(image.Created)),
                    ("Verified", Shown.Time(image.Verified)),
                    ("Failure", image.Failure)
                );
                return ExitCode.Done;
            }
        );
    }

    private static Command Delete()
    {
        var name = Named();
        return ApiCommand.Create(
            "delete",
            "Takes an image away.",
            [name, Session.Wait, Session.Yes],
            async session =>
                session.Confirm($"The image {session.Get(name)} is taken away.")
                    ? await session.StartedAsync(
                        await session.Api.DeleteAsync<StartedView>(PathOf(session, name), session.Cancel)
                    )
                    : ExitCode.Refused
        );
    }

    private static Argument<string> Named() => new("name") { Description = "The image." };

    private static string PathOf(Session session, Argument<string> name) =>
        $"/api/images/{Uri.EscapeDataString(session.Get(name))}";
}
