using Duroxide;

namespace Chat;

/// <summary>Somebody to talk to. A real one would ask a language model, which is why it is an activity.</summary>
static class Chatbot
{
    /// <summary>Answers what was said, knowing how often something was said before.</summary>
    public static Activity<(string Said, int Before), string> Reply { get; } =
        new("chatbot/reply", (_, heard) => Task.FromResult(ReplyTo(heard.Said, heard.Before)));

    static string ReplyTo(string said, int before) =>
        said switch
        {
            _ when before == 0 => $"Hello! Why do you say '{said}'?",
            _ when said.EndsWith('?') => "What do you think yourself?",
            _ => "Tell me more.",
        };
}
