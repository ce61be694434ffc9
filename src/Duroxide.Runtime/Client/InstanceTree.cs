using System.Globalization;
using System.Text;

namespace Duroxide;

/// <summary>An instance with its children and theirs.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Children">Its children, each with its own.</param>
public sealed record InstanceTree(InstanceId Instance, ValueList<InstanceTree> Children)
{
    /// <summary>How many instances there are in all.</summary>
    public int Count => 1 + Children.Sum(child => child.Count);

    /// <summary>The instance, then all below it.</summary>
    public IEnumerable<InstanceId> All => Children.SelectMany(child => child.All).Prepend(Instance);

    bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Instance = {Instance}, Children = {Children}");
        return true;
    }
}
