namespace Duroxide;

/// <summary>A client could not do what was asked. Trouble of the store itself comes as a <see cref="ProviderException"/>.</summary>
/// <param name="error">Why.</param>
/// <param name="inner">What led to it, where there was an exception.</param>
public sealed class ClientException(ClientError error, Exception? inner = null) : Exception(error.Message, inner)
{
    /// <summary>Why.</summary>
    public ClientError Error { get; } = error;
}
