using Duroxide;

namespace Chat;

/// <summary>
/// A conversation that may go on for years: what is said comes by a queue, the reply is the status, and each message has
/// an execution of its own, so that the history stays as short as one exchange.
/// </summary>
static class Conversation
{
    public const string Queue = "said";
    public const string Transcript = "transcript";
    public const string Goodbye = "bye";

    // The limit of a value is 16 KiB.
    const int LinesKept = 100;

    public static Orchestration<int, string> Orchestration { get; } = new("chat/conversation", RunAsync);

    static async Task<string> RunAsync(OrchestrationContext<int, string> ctx, int before)
    {
        var said = await ctx.ReceiveMessage<string>(Queue);
        if (said == Goodbye)
        {
            return $"{before} messages were answered in {ctx.Execution} executions";
        }

        var reply = await ctx.ScheduleActivity(Chatbot.Reply, (said, before));
        string[] transcript = [.. ctx.GetValue<string[]>(Transcript) ?? [], $"you: {said}", $"bot: {reply}"];
        ctx.SetValue(Transcript, transcript.TakeLast(LinesKept).ToArray());
        ctx.SetCustomStatus(reply);

        // What is said meanwhile stays in the queue, and the next execution reads it.
        return await ctx.ContinueAsNew(before + 1);
    }
}
