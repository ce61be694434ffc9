using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Duroxide.Core;

/// <summary>Ids that are new for the world and the same on every replay: version 8 of RFC 9562, from a hash.</summary>
static class DeterministicGuid
{
    /// <summary>The n-th id asked for since an event.</summary>
    /// <remarks>The event is part of it, so that one more id in the code shifts only the ids of the same run.</remarks>
    public static Guid Of(Header header, EventId last, int count)
    {
        var name = Encoding.UTF8.GetBytes(header.Instance.Value);
        var source = new byte[name.Length + 20];
        name.CopyTo(source, 0);
        BinaryPrimitives.WriteInt64BigEndian(source.AsSpan(name.Length), header.Execution.Value);
        BinaryPrimitives.WriteInt64BigEndian(source.AsSpan(name.Length + 8), last.Value);
        BinaryPrimitives.WriteInt32BigEndian(source.AsSpan(name.Length + 16), count);
        var bytes = SHA256.HashData(source).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
