namespace Toygres.Web;

/// <summary>How the pages behave.</summary>
public sealed record ToygresPagesOptions
{
    /// <summary>Where the dashboard of orchestrations is, below the path of the application, that operators may open; null for nowhere. Default <c>/duroxide</c>.</summary>
    public string? Dashboard { get; init; } = "/duroxide";

    /// <summary>Where everybody may open it, and change nothing; null for nowhere. Default <c>/duroxide-view</c>.</summary>
    public string? DashboardToRead { get; init; } = "/duroxide-view";

    /// <summary>How far two looks of a page that follows what happens are apart. Default one second.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long who follows a page must ask anew, and so whether it still may. Default five minutes.</summary>
    public TimeSpan Following { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often instances are looked at that a batch makes. Default that of <see cref="Toygres.Orchestrations.Pace"/>.</summary>
    public Pace InstancePace { get; init; } = new();
}
