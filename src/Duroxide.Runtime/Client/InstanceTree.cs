using System.Globalization;
using System.Text;

namespace Duroxide;

/// <summary>An instance with its children and theirs.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Children">Its children, each with its own.</param>
public sealed record InstanceTree(InstanceId Instance, ValueList<InstanceTree> Children)
{
    /// <summary>What is known of the instance.</summary>
    public required InstanceInfo Info { get; init; }

    /// <summary>Whether there are children that are not shown, for the tree was limited.</summary>
    public bool HasMore { get; init; }

    /// <summary>How many instances are shown in all.</summary>
    public int Count => 1 + Children.Sum(child => child.Count);

    /// <summary>The instance, then all below it that are shown.</summary>
    public IEnumerable<InstanceId> All => Children.SelectMany(child => child.All).Prepend(Instance);

    bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"Instance = {Instance}, Status = {Info.Status}, Children = {Children}, HasMore = {HasMore}"
        );
        return true;
    }
}
