namespace Duroxide.Testing;

/// <summary>A history as a sequence diagram: who takes part, and what goes from whom to whom.</summary>
sealed class SequenceDiagram
{
    const string Self = "it";
    const string Outside = "outside";
    const string Clock = "clock";

    readonly Dictionary<(Role Role, string Label), string> names = [];
    readonly List<Participant> participants = [];
    readonly List<SequenceStep> steps = [];
    readonly Recording recording;
    readonly Func<EventId, Operation?> operation;

    SequenceDiagram(Recording recording)
    {
        this.recording = recording;
        operation = Operations.In(recording.History);
    }

    /// <summary>Whose history it is.</summary>
    public string Title => recording.Title;

    /// <summary>Who takes part, from left to right.</summary>
    public IReadOnlyList<Participant> Participants => participants;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<SequenceStep> Steps => steps;

    /// <summary>The instance itself, which each arrow begins or ends at.</summary>
    public Participant Itself => participants[1];

    public static SequenceDiagram Of(Recording recording)
    {
        var diagram = new SequenceDiagram(recording);
        diagram.Declare(
            Role.Outside,
            Outside,
            recording.Header.Parent is { } parent ? parent.Instance.Value : "outside"
        );
        diagram.Declare(Role.Self, Self, recording.Title);
        foreach (var happened in recording.History)
        {
            diagram.Add(happened);
        }
        return diagram;
    }

    void Add(HistoryEvent happened)
    {
        switch (happened.Fact)
        {
            case Fact.Started started:
                Arrow(
                    Outside,
                    SequenceLine.Ask,
                    Self,
                    happened,
                    $"{started.Name} {started.Version}({HistoryText.Cut(recording.Header.Input)})"
                );
                break;
            case Fact.Scheduled { Operation: Operation.Event or Operation.Message } wait:
                Note(happened, HistoryText.Asking(wait.Operation));
                break;
            case Fact.Scheduled scheduled:
                Arrow(Self, SequenceLine.Ask, Peer(scheduled.Operation), happened, Asked(scheduled.Operation));
                break;
            case Fact.Applied { Effect: Effect.Cancel cancel } when operation(cancel.Of) is { } given:
                Arrow(Self, SequenceLine.GiveUp, Peer(given), happened, $"give up #{cancel.Of}");
                break;
            case Fact.Applied { Effect: Effect.StartOrchestration start }:
                Arrow(
                    Self,
                    SequenceLine.Send,
                    Participant(Role.Instance, start.Instance.Value),
                    happened,
                    $"{start.Name}({HistoryText.Cut(start.Input)})"
                );
                break;
            case Fact.Applied { Effect: Effect.Send send } when send.Instance != recording.Header.Instance:
                Arrow(
                    Self,
                    SequenceLine.Send,
                    send.Instance == recording.Header.Parent?.Instance
                        ? Outside
                        : Participant(Role.Instance, send.Instance.Value),
                    happened,
                    $"{(send.Channel == Channel.Event ? "event" : "queue")} {send.Name}: {HistoryText.Cut(send.Data)}"
                );
                break;
            case Fact.Applied:
                Note(happened, HistoryText.Of(happened.Fact, operation));
                break;
            case Fact.Resolved resolved:
                Arrow(
                    Peer(operation(resolved.Of)),
                    SequenceLine.Answer,
                    Self,
                    happened,
                    $"{HistoryText.Of(resolved.Outcome)} (#{resolved.Of})"
                );
                break;
            case Fact.Arrived or Fact.Interrupted:
                Arrow(Outside, SequenceLine.Ask, Self, happened, HistoryText.Of(happened.Fact, operation));
                break;
            case Fact.Ended ended:
                Arrow(Self, SequenceLine.Answer, Outside, happened, HistoryText.Of(ended.Ending));
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
            participants.Add(new(name, label));
        }
        return names[(role, label)];
    }

    void Arrow(string from, SequenceLine line, string to, HistoryEvent happened, string text) =>
        steps.Add(new(Named(from), line, Named(to), $"{happened.Id}. {text}"));

    void Note(HistoryEvent happened, string text) =>
        steps.Add(new(Itself, SequenceLine.Note, Itself, $"{happened.Id}. {text}"));

    Participant Named(string name) => participants.First(participant => participant.Name == name);

    enum Role
    {
        Outside,
        Self,
        Clock,
        Activity,
        Child,
        Instance,
    }
}

/// <summary>One who takes part.</summary>
/// <param name="Name">A word of its own within the diagram.</param>
/// <param name="Label">What people see.</param>
sealed record Participant(string Name, string Label);

/// <summary>One thing that happened.</summary>
/// <param name="From">Whom it comes from.</param>
/// <param name="Line">How it is drawn.</param>
/// <param name="To">Whom it goes to.</param>
/// <param name="Text">The event's id, and what it says.</param>
sealed record SequenceStep(Participant From, SequenceLine Line, Participant To, string Text);

/// <summary>How a step is drawn.</summary>
enum SequenceLine
{
    Ask,
    Answer,
    Send,
    GiveUp,
    Note,
}
