using static System.FormattableString;

namespace Duroxide.Providers;

/// <summary>A place in a list of instances, which stays one when the instance that stood there is gone.</summary>
/// <param name="Key">A number that the store gave the instance: the higher, the later it was created.</param>
/// <param name="Updated">When its row last changed.</param>
/// <param name="Id">Its id.</param>
public readonly record struct InstancePosition(long Key, Timestamp Updated, string Id)
{
    /// <summary>What <see cref="Page{T}.Next"/> says of a page that ends here.</summary>
    public string Mark(InstanceOrder order) =>
        order switch
        {
            InstanceOrder.NewestFirst or InstanceOrder.OldestFirst => Invariant($"created {Key}"),
            InstanceOrder.LastChangedFirst or InstanceOrder.FirstChangedFirst => Invariant(
                $"changed {Updated.UnixMilliseconds} {Key}"
            ),
            InstanceOrder.ById or InstanceOrder.ByIdDescending => $"id {Id}",
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };

    /// <summary>The place behind which a list begins; null for its beginning.</summary>
    /// <exception cref="ProviderException">The text is not of a page in the same order.</exception>
    public static InstancePosition? After(InstanceQuery query)
    {
        if (query.After is not { } mark)
        {
            return null;
        }
        var words = mark.Split(' ', 2);
        var numbers = words[^1].Split(' ').Select(word => long.TryParse(word, out var number) ? number : -1).ToList();
        InstancePosition? place = (query.Order, words[0], numbers) switch
        {
            (InstanceOrder.NewestFirst or InstanceOrder.OldestFirst, "created", [>= 0 and var key]) => new(
                key,
                default,
                ""
            ),
            (
                InstanceOrder.LastChangedFirst
                    or InstanceOrder.FirstChangedFirst,
                "changed",
                [>= 0 and var updated, >= 0 and var key]
            ) => new(key, new Timestamp(updated), ""),
            (InstanceOrder.ById or InstanceOrder.ByIdDescending, "id", _) when words.Length == 2 => new(
                0,
                default,
                words[1]
            ),
            _ => null,
        };
        return place
            ?? throw new ProviderException(
                nameof(IManagement.ListInstancesAsync),
                $"A page cannot begin after '{mark}'. Give the Next of a page in the same order, or begin with the first one.",
                isRetryable: false
            );
    }
}
