using System.Text;

namespace Duroxide.Testing;

/// <summary>A sequence diagram as Mermaid.</summary>
static class SequenceMermaid
{
    public static string Of(SequenceDiagram diagram)
    {
        var text = new StringBuilder("sequenceDiagram\n");
        foreach (var (name, label) in diagram.Participants)
        {
            text.Append(CultureInfo.InvariantCulture, $"    participant {name} as {MermaidText.Message(label)}\n");
        }
        foreach (var step in diagram.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Line(step)}: {MermaidText.Message(step.Text)}\n");
        }
        return text.ToString();
    }

    static string Line(SequenceStep step) =>
        step.Line switch
        {
            SequenceLine.Ask => $"{step.From.Name}->>{step.To.Name}",
            SequenceLine.Answer => $"{step.From.Name}-->>{step.To.Name}",
            SequenceLine.Send => $"{step.From.Name}-){step.To.Name}",
            SequenceLine.GiveUp => $"{step.From.Name}-x{step.To.Name}",
            SequenceLine.Note => $"Note over {step.To.Name}",
        };
}
