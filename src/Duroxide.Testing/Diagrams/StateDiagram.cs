using System.Text;

namespace Duroxide.Testing;

/// <summary>A picture of an orchestration: what it waits for, and what leads from one wait to the next.</summary>
/// <remarks>Places that wait for the same are one, so a loop of the code is a loop of the picture.</remarks>
/// <param name="Orchestration">The orchestration's name.</param>
/// <param name="Transitions">The ways that were seen.</param>
public sealed record StateDiagram(string Orchestration, ValueList<Transition> Transitions)
{
    /// <summary>The places, each once, as they are come to from the beginning.</summary>
    public ValueList<Place> Places
    {
        get
        {
            var places = new List<Place>();
            foreach (var way in Transitions.Where(way => way.From.Kind == PlaceKind.Begin))
            {
                Visit(way.From);
            }
            foreach (var way in Transitions)
            {
                Visit(way.From);
            }
            return places.ToValueList();

            void Visit(Place first)
            {
                var next = new Queue<Place>([first]);
                while (next.TryDequeue(out var place))
                {
                    if (places.Contains(place))
                    {
                        continue;
                    }
                    places.Add(place);
                    foreach (var way in Transitions.Where(way => way.From == place))
                    {
                        next.Enqueue(way.To);
                    }
                }
            }
        }
    }

    /// <summary>Shows it as a Mermaid state diagram.</summary>
    public string ToMermaid()
    {
        var places = Places.ToList();
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var place in places.Where(place => place.Kind != PlaceKind.Begin))
        {
            var lines = string.Join("<br/>", place.Lines.Select(MermaidText.Label));
            text.Append(CultureInfo.InvariantCulture, $"    state \"{lines}\" as {Name(place)}\n");
        }
        foreach (var way in Transitions)
        {
            var label = string.Join("<br/>", Label(way).Select(MermaidText.Label));
            text.Append(CultureInfo.InvariantCulture, $"    {Name(way.From)} --> {Name(way.To)}: {label}\n");
        }
        return text.ToString();

        string Name(Place place) => place.Kind == PlaceKind.Begin ? "[*]" : $"s{places.IndexOf(place)}";
    }

    /// <summary>Shows it as an SVG picture that follows the reader's choice of light or dark.</summary>
    public string ToSvg() => StateSvg.Of(this);

    /// <summary>Shows the ways, a line each.</summary>
    public override string ToString() =>
        string.Join('\n', Transitions.Select(way => $"{way.From} → {string.Join("; ", Label(way))} → {way.To}"));

    internal static IReadOnlyList<string> Label(Transition way) =>
        way.Effects.Length == 0 ? [way.When] : [way.When, $"({way.Effects})"];
}
