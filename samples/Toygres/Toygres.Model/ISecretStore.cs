namespace Toygres;

/// <summary>Names a secret in a store. It can be shown to anybody.</summary>
/// <param name="Name">Letters, digits, hyphens and dots.</param>
public sealed record SecretReference(string Name)
{
    /// <summary>The password of an instance in its so many-th version, counted from 1.</summary>
    public static SecretReference Of(InstanceName instance, int version) => new($"{instance}.{version}");
}

/// <summary>Keeps passwords. Every call can be repeated.</summary>
public interface ISecretStore
{
    /// <summary>Puts a secret under a reference that has none; one that is there already is left as it is.</summary>
    Task PutAsync(SecretReference reference, Secret secret, CancellationToken cancellationToken);

    /// <summary>Finds a secret; null when there is none.</summary>
    Task<Secret?> FindAsync(SecretReference reference, CancellationToken cancellationToken);

    /// <summary>Lists the secrets that nobody has put there since a moment, also those that were only half written.</summary>
    Task<IReadOnlyList<SecretReference>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Takes a secret away, if it is there.</summary>
    Task DeleteAsync(SecretReference reference, CancellationToken cancellationToken);
}
