using System.Threading.Channels;
using Duroxide;

namespace Approval;

/// <summary>The people: they read their mail, and answer it or not.</summary>
sealed class Office
{
    readonly Channel<Request> mail = Channel.CreateUnbounded<Request>();

    /// <summary>Brings a request to its reader.</summary>
    public Activity<Request> SendRequest =>
        new(
            "office/send-request",
            async (ctx, request) => await mail.Writer.WriteAsync(request, ctx.CancellationToken)
        );

    /// <summary>Works until the office closes.</summary>
    public async Task WorkAsync(DuroxideClient client)
    {
        await foreach (var request in mail.Reader.ReadAllAsync())
        {
            if (AnswerTo(request) is { } answer)
            {
                await client.RaiseEventAsync(request.Instance, ApproveExpense.AnswerOf(request.Approver), answer);
            }
        }
    }

    /// <summary>No more mail comes.</summary>
    public void Close() => mail.Writer.Complete();

    // The manager decides about small amounts and leaves the rest lying; the director never hears of yachts.
    static Answer? AnswerTo(Request request) =>
        (request.Approver, request.Expense) switch
        {
            ("manager", { Amount: <= 100 }) => new(true, "enjoy"),
            ("director", { What: not "yacht" }) => new(true, "an exception"),
            _ => null,
        };
}
