using System.Text;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace Toygres.Drivers.Kubernetes;

/// <summary>Passwords in Secrets of a cluster, one each. The cluster lets nobody change them.</summary>
public sealed partial class KubernetesSecrets : ISecretStore
{
    private const string Prefix = "toygres-";
    private const string Key = "password";
    private const string Label = "toygres.io/secret";

    private readonly ApiServer api;
    private readonly Marks marks;

    /// <summary>Opens the store of a fleet.</summary>
    public KubernetesSecrets(IKubernetes client, KubernetesOptions options)
    {
        marks = new Marks(options);
        api = new ApiServer(client, options, marks);
    }

    /// <inheritdoc/>
    public Task PutAsync(SecretReference reference, Secret secret, CancellationToken cancellationToken) =>
        api.EnsureAsync(
            Kinds.Secrets,
            new V1Secret
            {
                ApiVersion = "v1",
                Kind = "Secret",
                Metadata = marks.Begin(NameOf(reference), (Label, "true")),
                Type = "Opaque",
                Immutable = true,
                Data = new Dictionary<string, byte[]> { [Key] = Encoding.ASCII.GetBytes(secret.Reveal()) },
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<Secret?> FindAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var found = await api.FindAsync(Kinds.Secrets, NameOf(reference), cancellationToken);
        return found?.Data?.TryGetValue(Key, out var password) is true
            ? new Secret(Encoding.ASCII.GetString(password))
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SecretReference>> ListAsync(
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        var (all, _) = await api.ListAsync(Kinds.Secrets, $"{marks.All},{Label}=true", cancellationToken);
        return
        [
            .. all.Where(found =>
                    found.Metadata.CreationTimestamp is { } made
                    && made < before.UtcDateTime
                    && found.Metadata.Name.StartsWith(Prefix, StringComparison.Ordinal)
                )
                .Select(found => new SecretReference(found.Metadata.Name[Prefix.Length..])),
        ];
    }

    /// <inheritdoc/>
    public Task DeleteAsync(SecretReference reference, CancellationToken cancellationToken) =>
        api.DeleteAsync(Kinds.Secrets, NameOf(reference), cancellationToken);

    private static string NameOf(SecretReference reference) =>
        Shape().IsMatch(reference.Name)
            ? Prefix + reference.Name
            : throw new FormatException(
                $"'{reference.Name}' names no secret: use small letters, digits, hyphens and dots, a letter or digit at both ends of each part."
            );

    [GeneratedRegex(@"^(?=.{1,200}\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Shape();
}
