using Duroxide.Core;
using Duroxide.Runtime;

namespace Chat;

/// <summary>The client's side of a conversation: it says something, and waits until the status has changed.</summary>
sealed class Talk(DuroxideClient client, InstanceId instance)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    long seen;

    public async Task<string> SayAsync(string text)
    {
        await client.EnqueueEventAsync(instance, Conversation.Queue, text);
        var status = await client.WaitForStatusChangeAsync(instance, seen, Patience);
        if (status is not OrchestrationStatus.Running running)
        {
            throw new InvalidOperationException($"The conversation '{instance}' is over: {status}");
        }
        seen = running.Info.CustomStatusVersion;
        return running.Info.CustomStatus!;
    }

    public async Task<string> EndAsync()
    {
        await client.EnqueueEventAsync(instance, Conversation.Queue, Conversation.Goodbye);
        return await client.WaitForCompletionAsync(Conversation.Orchestration, instance, Patience);
    }

    public async Task<string[]> TranscriptAsync() =>
        await client.GetValueAsync<string[]>(instance, Conversation.Transcript) ?? [];
}
