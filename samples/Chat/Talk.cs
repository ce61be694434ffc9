using Duroxide;

namespace Chat;

/// <summary>The client's side of a conversation: it says something, and waits until the status has changed.</summary>
sealed class Talk
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly DuroxideClient client;
    readonly InstanceId instance;
    long seen;

    Talk(DuroxideClient client, InstanceId instance, long seen)
    {
        this.client = client;
        this.instance = instance;
        this.seen = seen;
    }

    /// <summary>Begins to talk, or goes on: the reply that stands there is to what was said before.</summary>
    public static async Task<Talk> OpenAsync(DuroxideClient client, InstanceId instance) =>
        new(client, instance, Running(instance, await client.GetStatusAsync(instance)).CustomStatusVersion);

    public async Task<string> SayAsync(string text)
    {
        await client.SendMessageAsync(instance, Conversation.Queue, text);
        var status = await client.WaitForCustomStatusAsync(instance, seen, Patience);
        var info = Running(instance, status);
        seen = info.CustomStatusVersion;
        return info.CustomStatus!;
    }

    public async Task<string> EndAsync()
    {
        await client.SendMessageAsync(instance, Conversation.Queue, Conversation.Goodbye);
        return await client.WaitForCompletionAsync(Conversation.Orchestration, instance, Patience);
    }

    public async Task<string[]> TranscriptAsync() =>
        await client.GetValueAsync<string[]>(instance, Conversation.Transcript) ?? [];

    static InstanceInfo Running(InstanceId instance, OrchestrationStatus status) =>
        status is OrchestrationStatus.Running running
            ? running.Info
            : throw new InvalidOperationException($"The conversation '{instance}' is over: {status}");
}
