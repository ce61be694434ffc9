using System.Security.Cryptography;

namespace Duroxide.Runtime;

/// <summary>The ambient source of nonces.</summary>
static class RandomNonce
{
    public static Nonce Next() => Nonce.Parse(RandomNumberGenerator.GetHexString(32, lowercase: true));
}
