using System.Text.RegularExpressions;

namespace Toygres.Drivers.Local;

/// <summary>Passwords in files that only their owner can read, in a folder that only their owner can enter.</summary>
public sealed partial class LocalSecrets : ISecretStore
{
    private readonly string folder;

    /// <summary>Opens the store of a root, and makes it if there is none.</summary>
    public LocalSecrets(LocalOptions options)
    {
        var layout = new Layout(options.Checked().Root, ServerUser.Find(options.User));
        layout.Create();
        folder = layout.Secrets;
    }

    /// <inheritdoc/>
    public Task PutAsync(SecretReference reference, Secret secret, CancellationToken cancellationToken)
    {
        var path = PathOf(reference);
        if (!DurableFile.TryCreate(path, secret.Reveal(), DurableFile.ForOwner))
        {
            // Somebody counts on it from now on.
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        RemoveDrafts(path);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Secret?> FindAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var path = PathOf(reference);
        return File.Exists(path) ? new Secret(await File.ReadAllTextAsync(path, cancellationToken)) : null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SecretReference>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old =
            from path in Directory.EnumerateFiles(folder)
            group File.GetLastWriteTimeUtc(path) by DurableFile.WholeOf(Path.GetFileName(path)) into written
            where Shape().IsMatch(written.Key) && written.Max() < before.UtcDateTime
            orderby written.Key
            select new SecretReference(written.Key);
        return Task.FromResult<IReadOnlyList<SecretReference>>([.. old]);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var path = PathOf(reference);
        RemoveDrafts(path);
        File.Delete(path);
        return Task.CompletedTask;
    }

    // A draft that somebody writes at this moment may go, too: the first secret stays, and there is one.
    private static void RemoveDrafts(string path)
    {
        foreach (var draft in DurableFile.DraftsOf(path))
        {
            File.Delete(draft);
        }
    }

    private string PathOf(SecretReference reference) =>
        Shape().IsMatch(reference.Name)
            ? Path.Combine(folder, reference.Name)
            : throw new FormatException($"'{reference.Name}' names no secret: use letters, digits, hyphens and dots.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]*\z")]
    private static partial Regex Shape();
}
