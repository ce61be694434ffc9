using Duroxide;

namespace APP_NAMESPACE;

/// <summary>Writes a report. It is made anew for each run, with what its constructor asks for.</summary>
[Activity("reports/write")]
sealed partial class WriteReport(ReportSettings settings, ILogger<WriteReport> logger)
{
    public Task<TimeSpan> RunAsync(ActivityContext ctx, int round)
    {
        logger.LogInformation("Report {Round}, attempt {Attempt}", round, ctx.Attempt);
        return Task.FromResult(settings.Every);
    }
}

/// <summary>The section `Reports` of the configuration.</summary>
sealed record ReportSettings
{
    /// <summary>The file that holds all that is under way.</summary>
    public string Database { get; init; } = "reports.db";

    /// <summary>The time between two reports; a new one holds from the next report on.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);
}
