namespace Duroxide.Analyzers.Tests;

public sealed class PayloadTests
{
    [Theory]
    [InlineData("interface IShape { int Size { get; } }", "IShape")]
    [InlineData("abstract class Shape { public int Size { get; set; } }", "Shape")]
    [InlineData("class Shape { Shape() { } public int Size { get; set; } }", "Shape")]
    [InlineData(
        "class Shape { public Shape(int a) { } public Shape(string b) { } public int Size { get; set; } }",
        "Shape"
    )]
    [InlineData("class Shape { public int Size { get; private set; } }", "Shape")]
    [InlineData("class Shape { public int Size { get; } = 1; }", "Shape")]
    [InlineData(
        "class Part { public Whole? Of { get; set; } } class Whole { public List<Part> Parts { get; set; } = []; }",
        "Whole"
    )]
    [InlineData("record Shape(Func<int> Size);", "Shape")]
    [InlineData("record Shape(CancellationToken Token);", "Shape")]
    [InlineData("record Shape(Exception Wrong);", "Shape")]
    [InlineData("", "Task<int>")]
    [InlineData("", "Type")]
    [InlineData("", "List<Stream>")]
    [InlineData("interface IShape;", "Dictionary<string, IShape[]>")]
    public Task What_cannot_be_read_back_is_found(string types, string payload) =>
        Verify.CodeAsync(
            $$"""
            {{types}}

            static class Code
            {
                static readonly Activity<int, {{payload}}> Made = {|DUR0022:new|}("made", (_, _) => throw new InvalidOperationException());
            }
            """
        );

    [Theory]
    [InlineData("[Activity] internal static IShape {|DUR0022:Make|}(int size) => throw new Exception();")]
    [InlineData("[Activity] internal static Task<IShape> {|DUR0022:Make|}() => throw new Exception();")]
    [InlineData(
        "[Activity] internal static void Draw(ActivityContext ctx, IShape {|DUR0022:shape|}, CancellationToken token) { }"
    )]
    [InlineData(
        "[Orchestration] internal static Task<int> Flow(OrchestrationContext ctx, List<IShape> {|DUR0022:shapes|}) => throw new Exception();"
    )]
    [InlineData(
        "[Activity] internal sealed partial class Draw { public int RunAsync(IShape {|DUR0022:shape|}) => 1; }"
    )]
    [InlineData(
        "[Orchestration, {|DUR0022:TakesEvent<IShape>(\"e\")|}] internal static Task Flow(OrchestrationContext ctx) => Task.CompletedTask;"
    )]
    [InlineData(
        "[Orchestration, {|DUR0022:TakesMessages<IShape>(\"m\")|}, {|DUR0022:KeepsValue<IShape>(\"v\")|}] internal static Task Flow(OrchestrationContext ctx) => Task.CompletedTask;"
    )]
    [InlineData("internal static IShape Make(int size) => throw new Exception();")]
    [InlineData(
        "[Activity] internal static Task Draw(ActivityContext ctx, string shape, CancellationToken token) => Task.CompletedTask;"
    )]
    public Task What_declared_code_takes_and_gives_is_found(string member) =>
        Verify.CodeAsync($"interface IShape {{ int Size {{ get; }} }}\n\nstatic partial class Code {{ {member} }}");

    [Theory]
    [InlineData("", "string")]
    [InlineData("", "Dictionary<string, (int, DateTimeOffset?)>")]
    [InlineData("", "Unit")]
    [InlineData("enum Shape { Round }", "Shape")]
    [InlineData("record Shape(int Size);", "Shape")]
    [InlineData("record struct Shape(int Size);", "Shape")]
    [InlineData("class Shape { public int Size { get; set; } public int Twice => Size * 2; }", "Shape")]
    [InlineData("class Shape(int size) { public int Size { get; private set; } = size; }", "Shape")]
    [InlineData(
        "class Shape { [System.Text.Json.Serialization.JsonInclude] public int Size { get; private set; } }",
        "Shape"
    )]
    [InlineData(
        "class Node { public Node? Next { get; set; } public List<Node> Children { get; set; } = []; }",
        "Node"
    )]
    [InlineData(
        "class Part { [System.Text.Json.Serialization.JsonIgnore] public Whole? Of { get; set; } } class Whole { public List<Part> Parts { get; set; } = []; }",
        "Whole"
    )]
    [InlineData(
        "[System.Text.Json.Serialization.JsonDerivedType(typeof(Round), \"round\")] abstract class Shape; class Round : Shape { public int Size { get; set; } }",
        "Shape"
    )]
    [InlineData("class Names : List<string>;", "Names")]
    [InlineData("record Tree<T>(T Value, Tree<Tree<T>>? Within);", "Tree<int>")]
    public Task What_can_be_read_back_is_left_alone(string types, string payload) =>
        Verify.CodeAsync(
            $$"""
            {{types}}

            static class Code
            {
                static readonly Orchestration<{{payload}}, {{payload}}> Same = new("same", (_, input) => Task.FromResult(input));
            }
            """
        );

    [Fact]
    public Task Events_values_and_calls_by_name_carry_payloads_too() =>
        Verify.CodeAsync(
            """
            interface IShape;

            static class Code
            {
                static async Task RunAsync(OrchestrationContext ctx, IShape shape)
                {
                    ctx.{|DUR0022:SetValue("shape", shape)|};
                    await ctx.{|DUR0022:ScheduleWait<IShape>("shape")|};
                    await ctx.{|DUR0022:ScheduleActivity<IShape, int>("shop/charge", shape)|};
                }
            }
            """.Replace(
                "{|DUR0022:ScheduleActivity<IShape, int>(\"shop/charge\", shape)|}",
                "{|DUR0022:ScheduleActivity<IShape, int>({|DUR0024:\"shop/charge\"|}, shape)|}"
            )
        );
}
