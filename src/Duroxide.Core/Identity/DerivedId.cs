using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Duroxide.Core;

/// <summary>Ids that nobody else has and that are the same on every replay: version 8 of RFC 9562, from a hash.</summary>
/// <remarks>
/// The instance's nonce makes them differ from those of other instances, of other stores and of a later life of the same id;
/// execution, event, use and count from each other. Stored histories hold what was made of them, so they may never change.
/// </remarks>
static class DerivedId
{
    const int NonceLength = 16;

    /// <summary>The id that is derived for one use.</summary>
    /// <param name="nonce">The instance's nonce.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="execution">The execution.</param>
    /// <param name="at">The event to which it belongs.</param>
    /// <param name="count">Which one of that event, where there can be several.</param>
    public static Guid Of(Nonce nonce, DerivedUse use, ExecutionId execution, EventId at, int count = 0)
    {
        Span<byte> source = stackalloc byte[NonceLength + 21];
        nonce.Value.TryWriteBytes(source, bigEndian: true, out _);
        source[NonceLength] = (byte)use;
        BinaryPrimitives.WriteInt64BigEndian(source[(NonceLength + 1)..], execution.Value);
        BinaryPrimitives.WriteInt64BigEndian(source[(NonceLength + 9)..], at.Value);
        BinaryPrimitives.WriteInt32BigEndian(source[(NonceLength + 17)..], count);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

/// <summary>What a derived id is for; the numbers may never change.</summary>
enum DerivedUse
{
    /// <summary>An id that the code asks for.</summary>
    NewGuid = 1,

    /// <summary>The nonce of what a call starts.</summary>
    Nonce = 2,

    /// <summary>The key of an activity's call.</summary>
    IdempotencyKey = 3,

    /// <summary>The instance id of a child.</summary>
    ChildInstance = 4,
}
