using System.Globalization;

namespace Toygres.Web.Pages;

/// <summary>Which instances the list shows.</summary>
/// <param name="text">Part of the name, the user's name or the DNS name; null or empty for any.</param>
/// <param name="state">One of <see cref="States"/>; null or empty for any.</param>
/// <param name="tag">A tag as in "team=shop", or only its name; null or empty for any.</param>
internal sealed class FleetFilter(string? text, string? state, string? tag)
{
    /// <summary>How many instances a page lists.</summary>
    public const int OnPage = 50;

    /// <summary>What an instance can be, and whether it can be looked for.</summary>
    public static IReadOnlyList<string> States { get; } = ["running", "unhealthy", "busy", "stopped", "failed"];

    private readonly string text = text?.Trim() ?? "";
    private readonly string state = state ?? "";
    private readonly string tag = tag?.Trim() ?? "";

    /// <summary>Whether it leaves any out.</summary>
    public bool IsAny => text.Length + state.Length + tag.Length > 0;

    /// <summary>Whether an instance is in a state.</summary>
    public static bool Is(Instance row, string state) =>
        state switch
        {
            "running" => row.State is InstanceState.Running,
            "unhealthy" => row is { State: InstanceState.Running, Health: Health.Unhealthy },
            "busy" => row.Operation is not null,
            "stopped" => row.State is InstanceState.Stopped,
            "failed" => row.State is InstanceState.Failed,
            _ => false,
        };

    /// <summary>Whether it shows an instance.</summary>
    public bool Takes(Instance row) =>
        (text.Length == 0 || Names(row).Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)))
        && (state.Length == 0 || Is(row, state))
        && (tag.Length == 0 || row.Tags.Any(one => one.Key == tag || $"{one.Key}={one.Value}" == tag));

    /// <summary>The address of a page of the list.</summary>
    public string Address(int page)
    {
        var query = QueryString
            .Create("text", text)
            .Add("state", state)
            .Add("tag", tag)
            .Add("page", page.ToString(CultureInfo.InvariantCulture));
        return $"./{query}";
    }

    private static IEnumerable<string> Names(Instance row) =>
        new[] { row.Name.Value, row.UserName, row.DnsName }.OfType<string>();
}
