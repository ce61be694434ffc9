namespace Duroxide.Testing;

/// <summary>An instance that starts with one of several inputs.</summary>
sealed record PossibleStart(InstanceId Instance, ValueList<Header> Headers)
{
    public Header? With(int index) => index >= 0 && index < Headers.Count ? Headers[index] : null;
}
