namespace Duroxide.Testing;

/// <summary>What came of running an activity.</summary>
/// <param name="Outcome">How it ended; null when it never answers.</param>
/// <param name="Sent">What it sent to instances before it ended.</param>
sealed record ActivityResult(Outcome? Outcome, ValueList<Sent> Sent)
{
    public static implicit operator ActivityResult(Outcome outcome) => new(outcome, []);
}

/// <summary>Something that an activity sends while it runs.</summary>
/// <param name="To">The instance; null for the one that called.</param>
/// <param name="Delivery">What is sent.</param>
sealed record Sent(InstanceId? To, Delivery Delivery);
