using Chat;
using Duroxide;
using Duroxide.Runtime;
using Duroxide.Sqlite;

string[] script = ["good morning", "it rains", "will it ever stop?"];

await using var provider = new SqliteProvider(new SqliteOptions(SqliteOptions.InMemory));
await using var runtime = await DuroxideRuntime.StartAsync(
    provider,
    new RegistryBuilder().Add(Conversation.Orchestration).Add(Chatbot.Reply).Build()
);

await runtime.Client.StartOrchestrationAsync(Conversation.Orchestration, "chat-1", 0);
var talk = new Talk(runtime.Client, "chat-1");
foreach (var line in script)
{
    Console.WriteLine($"> {line}");
    Console.WriteLine(await talk.SayAsync(line));
}
Console.WriteLine(await talk.EndAsync());

// Values outlive the instance, until it is deleted.
Console.WriteLine($"The transcript has {(await talk.TranscriptAsync()).Length} lines.");
