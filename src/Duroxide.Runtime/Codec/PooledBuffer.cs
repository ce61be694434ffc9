using System.Buffers;

namespace Duroxide.Runtime;

/// <summary>Bytes that are being written. It keeps room for a small payload, and borrows what a big one needs from the pool.</summary>
/// <remarks>JSON asks for three bytes a character before it writes a text, so a payload of 1 MB needs 3 MB for a moment.</remarks>
sealed class PooledBuffer : IBufferWriter<byte>
{
    const int Kept = 64 * 1024;
    const int First = 4096;

    byte[] bytes = new byte[First];
    int written;

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, written);

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(written);
    }

    /// <summary>Forgets what was written, and gives back what was borrowed.</summary>
    public void Clear()
    {
        written = 0;
        if (bytes.Length > Kept)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = new byte[First];
        }
    }

    void Grow(int room)
    {
        var needed = written + Math.Max(room, 1);
        if (needed <= bytes.Length)
        {
            return;
        }
        var size = Math.Max(needed, bytes.Length * 2);
        var larger = size > Kept ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
        Written.CopyTo(larger);
        if (bytes.Length > Kept)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
        bytes = larger;
    }
}
