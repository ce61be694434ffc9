using FsCheck;
using FsCheck.Fluent;

namespace Duroxide.Testing.Tests.Diagrams;

public class LayeredLayoutTests
{
    [Fact]
    public void Of_any_graph_no_two_boxes_of_a_layer_overlap_and_arrows_point_down_unless_they_are_turned() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Gen.Choose(0, 7).Two().ListOf().ToArbitrary(),
                lines =>
                {
                    var nodes = Enumerable.Range(0, 8).Select(n => new Box(20 + n * 15, 20)).ToList();
                    var all = lines.Select(line => (line.Item1, line.Item2, new Box(40, 10))).ToList();
                    var layout = LayeredLayout.Of(nodes, all);
                    return Lie(nodes, layout)
                        && all.Zip(layout.Edges).All(pair => Points(nodes, pair.First, pair.Second));
                }
            )
        );

    [Fact]
    public void A_chain_is_a_straight_column()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => new Box(30, 20)).ToList();

        LayeredLayout.Of(nodes, [(0, 1, new(50, 10)), (1, 2, new(90, 10)), (2, 3, new(10, 10))]);

        Assert.Single(nodes.Select(node => Math.Round(node.X, 3)).Distinct());
        Assert.Equal(nodes.OrderBy(node => node.Y), nodes);
    }

    [Fact]
    public void Lines_that_can_lie_side_by_side_do_not_cross()
    {
        var nodes = Enumerable.Range(0, 5).Select(_ => new Box(30, 20)).ToList();
        (int, int, Box)[] lines = [(0, 1, new(30, 10)), (0, 2, new(30, 10)), (2, 3, new(30, 10)), (1, 4, new(30, 10))];

        LayeredLayout.Of(nodes, lines);

        Assert.Equal(nodes[1].X < nodes[2].X, nodes[4].X < nodes[3].X);
    }

    static bool Lie(IReadOnlyList<Box> nodes, LayeredLayout layout) =>
        nodes
            .Concat(layout.Edges.SelectMany(edge => edge.Path))
            .Distinct()
            .GroupBy(box => box.Layer)
            .All(layer =>
                layer
                    .OrderBy(box => box.X)
                    .Zip(layer.OrderBy(box => box.X).Skip(1))
                    .All(pair => pair.First.X + pair.First.Width / 2 < pair.Second.X - pair.Second.Width / 2)
            );

    static bool Points(IReadOnlyList<Box> nodes, (int From, int To, Box Label) line, LayeredEdge edge) =>
        (line.From == line.To) == edge.IsLoop
        && edge.Path.Zip(edge.Path.Skip(1)).All(pair => pair.First.Bottom < pair.Second.Top)
        && edge.Path[0] == nodes[edge.IsTurned ? line.To : line.From]
        && (edge.IsLoop || edge.Path[^1] == nodes[edge.IsTurned ? line.From : line.To]);
}
