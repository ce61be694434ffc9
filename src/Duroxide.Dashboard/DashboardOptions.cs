namespace Duroxide.Dashboard;

/// <summary>How the dashboard and its API behave.</summary>
public sealed record DashboardOptions
{
    /// <summary>Whether nothing can be changed by it. Default false.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Rewrites each payload and error text before it is shown, as to take secrets out; null to show them as they are.</summary>
    /// <remarks>It is given inputs, results, values, event and message data, custom statuses and errors. When it throws, nothing is shown.</remarks>
    public Func<string, string>? Redact { get; init; }

    /// <summary>The code with which histories are replayed, to travel through them and to check a deployment; null for that of the application's own runtime, if it has one.</summary>
    /// <remarks>No activity is run.</remarks>
    public Registry? Code { get; init; }

    /// <summary>The key with which Duroxide was added to the services; null for the one without a key.</summary>
    public object? Key { get; init; }
}
