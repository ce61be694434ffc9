using System.Text;

namespace Duroxide.Testing;

/// <summary>A history as a Mermaid sequence diagram.</summary>
sealed class SequenceDiagram
{
    const string Self = "it";
    const string Outside = "outside";
    const string Clock = "clock";

    readonly Dictionary<(Role Role, string Label), string> names = [];
    readonly StringBuilder participants = new("sequenceDiagram\n");
    readonly StringBuilder arrows = new();
    readonly Recording recording;
    readonly Func<EventId, Operation?> operation;

    SequenceDiagram(Recording recording)
    {
        this.recording = recording;
        operation = Operations.In(recording.History);
    }

    public static string Of(Recording recording) => new SequenceDiagram(recording).Draw();

    string Draw()
    {
        Declare(Role.Outside, Outside, recording.Header.Parent is { } parent ? parent.Instance.Value : "outside");
        Declare(Role.Self, Self, recording.Title);
        foreach (var happened in recording.History)
        {
            Draw(happened);
        }
        return participants.Append(arrows).ToString();
    }

    void Draw(HistoryEvent happened)
    {
        switch (happened.Fact)
        {
            case Fact.Started started:
                Arrow(
                    Outside,
                    "->>",
                    Self,
                    happened,
                    $"{started.Name} {started.Version}({HistoryText.Cut(recording.Header.Input)})"
                );
                break;
            case Fact.Scheduled { Operation: Operation.Event or Operation.Message } wait:
                Note(happened, HistoryText.Asking(wait.Operation));
                break;
            case Fact.Scheduled scheduled:
                Arrow(Self, "->>", Peer(scheduled.Operation), happened, Asked(scheduled.Operation));
                break;
            case Fact.Applied { Effect: Effect.Cancel cancel } when operation(cancel.Of) is { } given:
                Arrow(Self, "-x", Peer(given), happened, $"give up #{cancel.Of}");
                break;
            case Fact.Applied { Effect: Effect.StartOrchestration start }:
                Arrow(
                    Self,
                    "-)",
                    Participant(Role.Detached, start.Instance.Value),
                    happened,
                    $"{start.Name}({HistoryText.Cut(start.Input)})"
                );
                break;
            case Fact.Applied:
                Note(happened, HistoryText.Of(happened.Fact, operation));
                break;
            case Fact.Resolved resolved:
                Arrow(
                    Peer(operation(resolved.Of)),
                    "-->>",
                    Self,
                    happened,
                    $"{HistoryText.Of(resolved.Outcome)} (#{resolved.Of})"
                );
                break;
            case Fact.Arrived or Fact.Interrupted:
                Arrow(Outside, "->>", Self, happened, HistoryText.Of(happened.Fact, operation));
                break;
            case Fact.Ended ended:
                Arrow(Self, "-->>", Outside, happened, HistoryText.Of(ended.Ending));
                break;
        }
    }

    static string Asked(Operation operation) =>
        operation switch
        {
            Operation.Activity asked => HistoryText.Cut(asked.Input),
            Operation.Timer asked => HistoryText.Span(asked.Delay),
            Operation.SubOrchestration asked => HistoryText.Cut(asked.Input),
            Operation.Event or Operation.Message => HistoryText.Asking(operation),
        };

    string Peer(Operation? operation) =>
        operation switch
        {
            Operation.Activity asked => Participant(Role.Activity, asked.Name),
            Operation.Timer => Declare(Role.Clock, Clock, "clock"),
            Operation.SubOrchestration asked => Participant(Role.Child, asked.Name),
            Operation.Event or Operation.Message or null => Outside,
        };

    string Participant(Role role, string label) => Declare(role, $"p{names.Count + 1}", label);

    // Two that are called alike, as an instance and an activity, are two participants all the same.
    string Declare(Role role, string name, string label)
    {
        if (names.TryAdd((role, label), name))
        {
            participants.Append(CultureInfo.InvariantCulture, $"    participant {name} as {Escaped(label)}\n");
        }
        return names[(role, label)];
    }

    void Arrow(string from, string line, string to, HistoryEvent happened, string text) =>
        arrows.Append(CultureInfo.InvariantCulture, $"    {from}{line}{to}: {happened.Id}. {Escaped(text)}\n");

    void Note(HistoryEvent happened, string text) =>
        arrows.Append(CultureInfo.InvariantCulture, $"    Note over {Self}: {happened.Id}. {Escaped(text)}\n");

    // Mermaid ends a message at a semicolon, and a statement at the end of a line.
    static string Escaped(string text) =>
        string.Concat(
            text.Select(c =>
                c == ';' ? "#59;"
                : char.IsControl(c) || c is '\u2028' or '\u2029' ? " "
                : c.ToString()
            )
        );

    enum Role
    {
        Outside,
        Self,
        Clock,
        Activity,
        Child,
        Detached,
    }
}
