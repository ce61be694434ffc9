namespace Duroxide;

/// <summary>Tells people of work that an execution had begun and did not wait for.</summary>
static class UnawaitedReport
{
    const int MostNamed = 5;

    /// <summary>The line in the log.</summary>
    /// <param name="subject">The instance and its orchestration, in words.</param>
    /// <param name="ending">How the execution ended.</param>
    /// <param name="unawaited">What was still open, at least one.</param>
    public static string Warning(string subject, Ending ending, IReadOnlyList<PendingOperation> unawaited)
    {
        var ended = ending is Ending.ContinuedAsNew ? "continued as new" : "completed";
        var named = string.Join(", ", unawaited.Take(MostNamed).Select(each => $"{each.Name} (event {each.Id})"));
        var more = unawaited.Count > MostNamed ? $" and {unawaited.Count - MostNamed} more" : "";
        return $"{subject} {ended} while work that it had begun was open, which is cancelled by that: {named}{more}. "
            + "If it has to be done, await it before. If not, call Cancel() on its handle, or let it lose a Select. "
            + "What is to outlive the instance is begun with ctx.StartOrchestration.";
    }
}
