using System.Security.Cryptography;
using System.Text;

namespace Duroxide.Core;

/// <summary>What makes one life of an instance different from every other, also from one under the same id.</summary>
/// <remarks>
/// Whoever creates an instance makes it at random. It stays over all executions of the instance; what an orchestration
/// starts has one that follows from it. Ids made by code, idempotency keys and the ids of children derive from it.
/// </remarks>
/// <param name="Value">128 bits, not all zero.</param>
/// <exception cref="ArgumentException">The value is empty.</exception>
public readonly record struct Nonce(Guid Value)
{
    /// <summary>128 bits, not all zero.</summary>
    /// <exception cref="InvalidOperationException">It is the default value, which is no nonce.</exception>
    public Guid Value
    {
        get => field == Guid.Empty ? throw new InvalidOperationException("The nonce was never given.") : field;
        init => field = Given(value);
    } = Given(Value);

    /// <summary>The nonce that follows from a text, always the same: for tests and simulations, never for instances that are kept.</summary>
    public static Nonce From(string text) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true));

    /// <summary>Reads what <see cref="ToString"/> shows.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits.</exception>
    /// <exception cref="ArgumentException">All digits are zero.</exception>
    public static Nonce Parse(string text) => new(Guid.ParseExact(text, "N"));

    /// <summary>The key by which other systems may recognise a call of an activity: one for all its attempts.</summary>
    /// <param name="execution">The execution that asks.</param>
    /// <param name="call">The event that asked for the first attempt.</param>
    internal string KeyOf(ExecutionId execution, EventId call) =>
        DerivedId.Of(this, DerivedUse.IdempotencyKey, execution, call).ToString();

    /// <summary>Shows it as 32 hexadecimal digits; the default value as an empty text.</summary>
    public override string ToString() => this == default ? "" : Value.ToString("N");

    /// <summary>The nonce of an instance that is started by a call.</summary>
    internal Nonce Of(ExecutionId execution, EventId call) =>
        new(DerivedId.Of(this, DerivedUse.Nonce, execution, call));

    static Guid Given(Guid value) =>
        value == Guid.Empty ? throw new ArgumentException("A nonce has at least one bit set.", nameof(value)) : value;
}
