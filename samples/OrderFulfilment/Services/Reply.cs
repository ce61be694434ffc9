namespace OrderFulfilment;

/// <summary>
/// What a service says: yes, with a reference, or no, with a reason. That it says nothing at all is an exception, and
/// then it pays to ask again.
/// </summary>
sealed record Reply(string? Reference, string? Refusal)
{
    public static Reply Yes(string reference) => new(reference, null);

    public static Reply No(string reason) => new(null, reason);
}
