using Toygres.Orchestrations.Activities;

namespace Toygres.Orchestrations.Upkeep;

/// <summary>Who may create, and who waits for it.</summary>
/// <param name="Active">The orchestrations that have a permit.</param>
/// <param name="Waiting">The orchestrations that wait for one, first come first.</param>
/// <param name="Most">How many have one at once.</param>
public sealed record PermitState(IReadOnlyList<string> Active, IReadOnlyList<string> Waiting, int Most = 10)
{
    /// <summary>Nobody has one and nobody waits.</summary>
    public static PermitState Empty { get; } = new([], []);

    /// <summary>Takes a message, and says who is to be told that it has a permit. The same message twice does no harm.</summary>
    public (PermitState Next, IReadOnlyList<string> Granted) Take(PermitMessage message)
    {
        if (message.IsRelease)
        {
            return Without([message.Requester]);
        }
        if (Active.Contains(message.Requester))
        {
            // It asks again because it has not heard.
            return (this, [message.Requester]);
        }
        return Waiting.Contains(message.Requester)
            ? (this, [])
            : (this with { Waiting = [.. Waiting, message.Requester] }).Fill();
    }

    /// <summary>Forgets requesters, and says who is to be told that it has a permit.</summary>
    public (PermitState Next, IReadOnlyList<string> Granted) Without(IReadOnlyCollection<string> gone) =>
        (
            this with
            {
                Active = [.. Active.Where(one => !gone.Contains(one))],
                Waiting = [.. Waiting.Where(one => !gone.Contains(one))],
            }
        ).Fill();

    private (PermitState Next, IReadOnlyList<string> Granted) Fill()
    {
        var granted = Waiting.Take(Most - Active.Count).ToList();
        return (this with { Active = [.. Active, .. granted], Waiting = [.. Waiting.Skip(granted.Count)] }, granted);
    }
}
