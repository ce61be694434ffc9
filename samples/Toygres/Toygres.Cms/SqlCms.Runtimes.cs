namespace Toygres.Cms;

public sealed partial class SqlCms
{
    /// <inheritdoc/>
    public Task<Outcome> RegisterAsync(RegisteredImage image, CancellationToken cancellationToken) =>
        WorkAsync<Outcome>(
            async (statements, _) =>
            {
                await statements.InsertAsync(
                    "cms_runtime_images",
                    cancellationToken,
                    Columns.Of(image),
                    "ON CONFLICT DO NOTHING"
                );
                var name = image.Image.Name;
                var found = await FindRuntimeAsync(statements, name, "", cancellationToken);
                return found?.Image == image.Image
                    ? new Outcome.Done(name.Value)
                    : new Outcome.Refused(
                        $"There is a runtime image {name} already, which is another one. Choose another name."
                    );
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisteredImage>> ListRuntimeImagesAsync(CancellationToken cancellationToken) =>
        LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_runtime_images ORDER BY name",
                    Columns.ReadRegistered,
                    cancellationToken
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Outcome> UnregisterAsync(ImageName name, CancellationToken cancellationToken) =>
        WorkAsync<Outcome>(
            async (statements, _) =>
            {
                // Locked, so that nobody begins to need it meanwhile.
                if (await FindRuntimeAsync(statements, name, database.Dialect.Locking, cancellationToken) is null)
                {
                    return new Outcome.Refused(Missing(name));
                }
                var users = await statements.ReadAsync(
                    """
                    SELECT name FROM cms_instances WHERE runtime_image = @name AND state <> 'deleted'
                    UNION ALL
                    SELECT name FROM cms_images WHERE runtime_image = @name AND state IN ('creating', 'ready')
                    LIMIT 1
                    """,
                    row => row.Text("name"),
                    cancellationToken,
                    ("name", name.Value)
                );
                if (users is [var user])
                {
                    return new Outcome.Refused($"{user} needs the runtime image {name}. Delete it first.");
                }
                await statements.RunAsync(
                    "DELETE FROM cms_runtime_images WHERE name = @name",
                    cancellationToken,
                    ("name", name.Value)
                );
                return new Outcome.Done(name.Value);
            },
            cancellationToken
        );

    // What is made of an image, or follows an instance, runs what that does.
    private static async Task<Instance> WithRuntimeAsync(
        Statements statements,
        Instance row,
        CancellationToken cancel
    ) =>
        row switch
        {
            { Runtime: not null } => row,
            { SourceImage: { } image } => row with
            {
                Runtime = (await FindImageAsync(statements, image, cancel))?.Runtime,
            },
            { Follows: { } primary } => row with
            {
                Runtime = (await FindAsync(statements, primary, "", cancel))?.Runtime,
            },
            _ => row,
        };

    private async Task<bool> IsRegisteredAsync(Statements statements, RuntimeImage runtime, CancellationToken cancel) =>
        (await FindRuntimeAsync(statements, runtime.Name, database.Dialect.Locking, cancel))?.Image == runtime;

    private static string Missing(ImageName name) => $"There is no runtime image {name}. Register it.";

    private static async Task<RegisteredImage?> FindRuntimeAsync(
        Statements statements,
        ImageName name,
        string locking,
        CancellationToken cancel
    )
    {
        var select = $"SELECT * FROM cms_runtime_images WHERE name = @name{locking}";
        var rows = await statements.ReadAsync(select, Columns.ReadRegistered, cancel, ("name", name.Value));
        return rows is [var row] ? row : null;
    }
}
