using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Duroxide;

/// <summary>How a client works.</summary>
public sealed record ClientOptions
{
    /// <summary>The clock by which waits time out. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The limits for ids, names, inputs, and for events and messages, which count as inputs. Default: those of <see cref="Limits.Default"/>.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Makes the nonce of a new instance. Default: at random; only simulations want another.</summary>
    internal Func<InstanceId, Nonce> Nonces { get; init; } = _ => RandomNonce.Next();

    /// <summary>Where deletions are logged. Default: nowhere.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
