namespace Duroxide.Testing;

/// <summary>Waits on the simulation's thread for a store that may have threads of its own: while it works, time stands still.</summary>
static class Blocking
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a call of the store.</summary>
    /// <exception cref="TestExpectationException">The store does not answer.</exception>
    public static T Wait<T>(Task<T> call, IProvider provider, string what)
    {
        // A call that failed throws below, as it is.
        if (!call.IsCompleted && !((IAsyncResult)call).AsyncWaitHandle.WaitOne(Limit))
        {
            throw new TestExpectationException(
                $"Provider '{provider.Name}' did not answer within {Limit.TotalSeconds:0} s when a node {what}. In a simulation "
                    + "time stands still during a call: a provider must not wait for its clock when it is asked not to wait."
            );
        }
        return call.GetAwaiter().GetResult();
    }
}
