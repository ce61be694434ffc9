namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>What a path names: <c>/api/v1/namespaces/toygres/pods/orders-0/log</c>.</summary>
internal sealed record ApiPath(string Version, string Plural, string? Name, string? Part)
{
    public static ApiPath? Parse(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["api", var version, "namespaces", _, var plural, .. var rest] => Of(version, plural, rest),
            ["apis", var group, var version, "namespaces", _, var plural, .. var rest] => Of(
                $"{group}/{version}",
                plural,
                rest
            ),
            _ => null,
        };

    private static ApiPath Of(string version, string plural, string[] rest) =>
        new(version, plural, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1));
}
