namespace Duroxide.Testing;

/// <summary>A sequence diagram as an SVG picture: a column for each who takes part, a row for each event.</summary>
sealed class SequenceSvg
{
    const double Row = 34;
    const double Head = 30;
    const double Apart = 24;
    const double Widest = 420;

    readonly SequenceDiagram diagram;
    readonly Dictionary<Participant, double> columns = [];
    readonly Svg svg;
    readonly double height;

    SequenceSvg(SequenceDiagram diagram)
    {
        this.diagram = diagram;
        height = Head + (diagram.Steps.Count + 0.5) * Row;
        svg = new(Place(), height);
    }

    public static string Of(SequenceDiagram diagram) => new SequenceSvg(diagram).Draw();

    // Each column is as far to the right of those before as its own words and those on the lines in between want.
    double Place()
    {
        var before = new List<Participant>();
        var end = 0.0;
        foreach (var one in diagram.Participants)
        {
            var half = HalfOf(one);
            var x = before.Count == 0 ? half : columns[before[^1]] + HalfOf(before[^1]) + Apart + half;
            foreach (var other in before)
            {
                var label = diagram
                    .Steps.Where(step => (step.From, step.To) == (one, other) || (step.From, step.To) == (other, one))
                    .Select(step => WidthOf(step) + Apart)
                    .DefaultIfEmpty(0)
                    .Max();
                x = Math.Max(x, columns[other] + label);
            }
            columns.Add(one, x);
            before.Add(one);
            end = Math.Max(end, x + half);
        }
        return end;
    }

    double HalfOf(Participant one)
    {
        var notes = diagram.Steps.Where(step => step.Line == SequenceLine.Note && step.To == one).Select(WidthOf);
        return notes.Append(Svg.WidthOf([one.Label])).Max() / 2 + 10;
    }

    static double WidthOf(SequenceStep step) => Svg.WidthOf([Shown(step.Text)]);

    static string Shown(string text)
    {
        var most = (int)(Widest / Svg.Character);
        return text.Length <= most ? text : Beginning.Told(text, most - 1);
    }

    string Draw()
    {
        foreach (var (one, x) in columns)
        {
            svg.Straight("life", x, Head, x, height);
            svg.Rectangle(one == diagram.Itself ? "next" : "box", x, Head / 2, Svg.WidthOf([one.Label]) + 20, Head);
            svg.Text("", x, Head / 2, [one.Label]);
        }
        for (var index = 0; index < diagram.Steps.Count; index++)
        {
            Draw(diagram.Steps[index], Head + (index + 1) * Row);
        }
        return svg.Finish($"The history of {diagram.Title}");
    }

    void Draw(SequenceStep step, double y)
    {
        var text = Shown(step.Text);
        var (from, to) = (columns[step.From], columns[step.To]);
        if (step.Line == SequenceLine.Note)
        {
            svg.Rectangle("box", to, y, Svg.WidthOf([text]) + 14, Svg.Line + 8, round: 3);
            svg.Text("", to, y, [text]);
            return;
        }
        var middle = (from + to) / 2;
        var isBack = step.Line is SequenceLine.Answer;
        svg.Straight(isBack ? "line dashed" : "line", from, y + 6, to, y + 6);
        svg.Rectangle("paper", middle, y - 5, Svg.WidthOf([text]) + 4, Svg.Line, round: 0);
        svg.Text("", middle, y - 5, [text]);
        if (step.Line == SequenceLine.GiveUp)
        {
            svg.Straight("line", to - 5, y + 1, to + 5, y + 11);
            svg.Straight("line", to - 5, y + 11, to + 5, y + 1);
            return;
        }
        svg.Head(to, y + 6, to > from ? 1 : -1, 0);
    }
}
