using Duroxide;

namespace Approval;

/// <summary>Asks one approver after the other, and gives each a while to answer.</summary>
sealed class ApproveExpense(Activity<Request> sendRequest)
{
    // Two days in a real office.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    static readonly string[] Approvers = ["manager", "director"];

    public Orchestration<Expense, Answer> Orchestration => new("expenses/approve", RunAsync);

    /// <summary>The event that brings an approver's answer. Its name tells who answers, so that a late one is not mistaken for the next approver's.</summary>
    public static string AnswerOf(string approver) => $"answer-of-{approver}";

    async Task<Answer> RunAsync(OrchestrationContext ctx, Expense expense)
    {
        foreach (var approver in Approvers)
        {
            // The wait stands before the request: an event that nobody waits for is lost.
            var answer = ctx.ScheduleWait<Answer>(AnswerOf(approver), new() { Timeout = Patience });
            await ctx.ScheduleActivity(sendRequest, new(ctx.Instance, approver, expense));
            ctx.SetCustomStatus($"waiting for the {approver}");
            try
            {
                return await answer;
            }
            catch (WaitTimeoutException late)
            {
                ctx.Info($"Nothing from the {approver}. {late.Message}");
            }
        }
        return new(IsApproved: false, "nobody answered");
    }
}
