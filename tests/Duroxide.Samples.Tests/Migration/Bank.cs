namespace Duroxide.Samples.Tests.Migration;

/// <summary>The service that takes the money.</summary>
static class Bank
{
    public static Task<string> ChargeAsync(decimal amount, string key, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested || key.Length == 0
            ? Task.FromCanceled<string>(new(canceled: true))
            : Task.FromResult(FormattableString.Invariant($"receipt of {amount}"));
}
