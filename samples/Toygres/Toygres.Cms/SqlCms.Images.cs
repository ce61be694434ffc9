using System.Data.Common;

namespace Toygres.Cms;

public sealed partial class SqlCms
{
    /// <inheritdoc/>
    public async Task<Outcome> ReserveImageAsync(
        Image image,
        Func<DbTransaction, Task>? with,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await WorkAsync(
                async (statements, transaction) =>
                {
                    var found = await FindImageAsync(
                        statements,
                        image.Name,
                        cancellationToken,
                        database.Dialect.Locking
                    );
                    if (found is not null && !IsFree(found, image))
                    {
                        return Entered(found.CreateOrchestration, image.CreateOrchestration, image.Name.Value);
                    }
                    var source = await FindAsync(statements, image.Source, "", cancellationToken);
                    var row = Columns.Of(image with { Runtime = source?.Runtime });
                    await (
                        found is null
                            ? statements.InsertAsync("cms_images", cancellationToken, row)
                            : statements.UpdateAsync("cms_images", cancellationToken, row)
                    );
                    await AddEventAsync(
                        statements,
                        null,
                        image,
                        "reserved",
                        $"{image.CreateOrchestration} begins.",
                        cancellationToken
                    );
                    await (with?.Invoke(transaction) ?? Task.CompletedTask);
                    return new Outcome.Done(image.CreateOrchestration);
                },
                cancellationToken
            );
        }
        catch (DbException taken) when (database.Dialect.IsTaken(taken))
        {
            return new Outcome.Refused($"There is an image {image.Name} already. Choose another name.");
        }
    }

    /// <inheritdoc/>
    public Task<Image?> ChangeImageAsync(
        ImageName name,
        Func<Image, Image?> change,
        string message,
        CancellationToken cancellationToken
    ) =>
        WorkAsync(
            async (statements, _) =>
            {
                if (
                    await FindImageAsync(statements, name, cancellationToken, database.Dialect.Locking) is not { } image
                )
                {
                    return null;
                }
                if (change(image) is not { } next)
                {
                    return image;
                }
                await statements.UpdateAsync("cms_images", cancellationToken, Columns.Of(next));
                await AddEventAsync(statements, image, next, "changed", message, cancellationToken);
                return next;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<Image?> FindImageAsync(ImageName name, CancellationToken cancellationToken) =>
        LookAsync(
            async statements =>
                await FindImageAsync(statements, name, cancellationToken) is { State: not ImageState.Deleted } image
                    ? image
                    : null,
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken) =>
        LookAsync(
            statements =>
                statements.ReadAsync(
                    "SELECT * FROM cms_images WHERE state <> 'deleted' ORDER BY created_at, name",
                    Columns.ReadImage,
                    cancellationToken
                ),
            cancellationToken
        );

    // The row of what is gone stays for a while, and its name is free. Who made it and asks again is done already.
    private static bool IsFree(Image found, Image next) =>
        found.State is ImageState.Deleted && found.CreateOrchestration != next.CreateOrchestration;

    private static async Task<Image?> FindImageAsync(
        Statements statements,
        ImageName name,
        CancellationToken cancel,
        string locking = ""
    )
    {
        var select = $"SELECT * FROM cms_images WHERE name = @name{locking}";
        var rows = await statements.ReadAsync(select, Columns.ReadImage, cancel, ("name", name.Value));
        return rows is [var row] ? row : null;
    }

    private static Task AddEventAsync(
        Statements statements,
        Image? old,
        Image next,
        string type,
        string message,
        CancellationToken cancel
    )
    {
        var before = old is null ? null : Columns.Word(old.State);
        var happened = new FleetEvent(next.Name.Value, type, before, Columns.Word(next.State), message, next.Updated);
        return statements.AddEventAsync(happened, cancel);
    }
}
