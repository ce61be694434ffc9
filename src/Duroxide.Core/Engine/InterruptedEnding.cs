namespace Duroxide.Core;

/// <summary>How an execution ends that is ended from outside its code.</summary>
static class InterruptedEnding
{
    public static Ending Of(Interruption cause) =>
        cause switch
        {
            Interruption.CancelRequested cancel => new Ending.Failed(Failure.Cancelled(cancel.Reason)),
            Interruption.Diverged diverged => new Ending.Failed(DivergenceReport.Failure(diverged.Divergence)),
            Interruption.GivenUp failed => new Ending.Failed(failed.Failure),
        };
}
