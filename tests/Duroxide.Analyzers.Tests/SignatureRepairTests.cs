namespace Duroxide.Analyzers.Tests;

/// <summary>Declared code whose signature does not fit gets one that does, where there is no doubt which.</summary>
public sealed class SignatureRepairTests
{
    [Theory]
    [InlineData(
        "static async Task<int> {|DUR1001:Run|}(int input) { await Task.CompletedTask; return input; }",
        "static async Task<int> Run(OrchestrationContext ctx, int input) { await Task.CompletedTask; return input; }"
    )]
    [InlineData(
        "static Task {|DUR1001:Run|}() => Task.CompletedTask;",
        "static Task Run(OrchestrationContext ctx) => Task.CompletedTask;"
    )]
    [InlineData(
        "static Task<int> {|DUR1001:Run|}(int ctx) => Task.FromResult(ctx);",
        "static Task<int> Run(OrchestrationContext context, int ctx) => Task.FromResult(ctx);"
    )]
    [InlineData(
        "static Task<int> {|DUR1001:Run|}(this int input) => Task.FromResult(input);",
        "static Task<int> Run(this int input, OrchestrationContext ctx) => Task.FromResult(input);"
    )]
    [InlineData(
        "static Task<int> {|DUR1001:Run|}(\n        int input // Kept.\n    ) => Task.FromResult(input);",
        "static Task<int> Run(\n        OrchestrationContext ctx, int input // Kept.\n    ) => Task.FromResult(input);"
    )]
    public Task An_orchestration_gets_its_context(string before, string after) => RepairAsync(before, after);

    [Theory]
    [InlineData(
        "static Task<int> {|DUR1001:Run|}(OrchestrationContext<string, Unit> ctx, List<int> a) => Task.FromResult(a.Count);",
        "static Task<int> Run(OrchestrationContext<List<int>, int> ctx, List<int> a) => Task.FromResult(a.Count);"
    )]
    [InlineData(
        "static Task {|DUR1001:Run|}(Duroxide.OrchestrationContext<string, int> ctx) => Task.CompletedTask;",
        "static Task Run(Duroxide.OrchestrationContext<Unit, Unit> ctx) => Task.CompletedTask;"
    )]
    public Task A_context_is_that_of_the_input_and_the_output(string before, string after) =>
        RepairAsync(before, after);

    [Theory]
    [InlineData(
        "static Receipt {|DUR1001:Run|}(OrchestrationContext ctx, Order order) => new(order.Id);",
        "static async Task<Receipt> Run(OrchestrationContext ctx, Order order) => new(order.Id);"
    )]
    [InlineData(
        "static void {|DUR1001:Run|}(OrchestrationContext ctx) { if (ctx.IsReplaying) { return; } ctx.Info(\"begun\"); }",
        "static async Task Run(OrchestrationContext ctx) { if (ctx.IsReplaying) { return; } ctx.Info(\"begun\"); }"
    )]
    [InlineData(
        "static async void {|DUR1001:Run|}(OrchestrationContext ctx) => await ctx.ScheduleTimer(default(TimeSpan));",
        "static async Task Run(OrchestrationContext ctx) => await ctx.ScheduleTimer(default(TimeSpan));"
    )]
    [InlineData(
        "static DurableTask<Receipt> {|DUR1001:Run|}(OrchestrationContext ctx, Order order) => ctx.ScheduleActivity(Shop.Charge, order);",
        "static Task<Receipt> Run(OrchestrationContext ctx, Order order) => ctx.ScheduleActivity(Shop.Charge, order).AsTask();"
    )]
    [InlineData(
        "static async ValueTask<int> {|DUR1001:Run|}(OrchestrationContext ctx) { await ctx.ScheduleTimer(default(TimeSpan)); return 1; }",
        "static async Task<int> Run(OrchestrationContext ctx) { await ctx.ScheduleTimer(default(TimeSpan)); return 1; }"
    )]
    public Task An_orchestration_returns_a_task(string before, string after) => RepairAsync(before, after);

    [Theory]
    [InlineData(
        "static async void {|DUR1002:Run|}(int a) => await Task.FromResult(a);",
        "static async Task Run(int a) => await Task.FromResult(a);"
    )]
    [InlineData("static ValueTask {|DUR1002:Run|}() => default;", "static Task Run() => Task.CompletedTask;")]
    [InlineData(
        "static ValueTask {|DUR1002:Run|}() => ValueTask.CompletedTask;",
        "static Task Run() => Task.CompletedTask;"
    )]
    [InlineData("static ValueTask<int> {|DUR1002:Run|}() => new(1);", "static Task<int> Run() => Task.FromResult(1);")]
    [InlineData(
        "static ValueTask<long> {|DUR1002:Run|}() => ValueTask.FromResult(1L);",
        "static Task<long> Run() => Task.FromResult(1L);"
    )]
    [InlineData(
        "static ValueTask<long> {|DUR1002:Run|}(int a) => new(a);",
        "static Task<long> Run(int a) => Task.FromResult<long>(a);"
    )]
    [InlineData(
        "static ValueTask<string?> {|DUR1002:Run|}(int a) { if (a > 1) { return default; } return new(Task.FromResult<string?>(\"\")); }",
        "static Task<string?> Run(int a) { if (a > 1) { return Task.FromResult<string?>(default!); } return Task.FromResult<string?>(\"\"); }"
    )]
    [InlineData(
        "static ValueTask<int> {|DUR1002:Run|}(int a) { return Twice(a); static ValueTask<int> Twice(int b) { return new(2 * b); } }",
        "static Task<int> Run(int a) { return Twice(a).AsTask(); static ValueTask<int> Twice(int b) { return new(2 * b); } }"
    )]
    [InlineData(
        "static ValueTask<int> {|DUR1002:Run|}(int a) => throw new NotSupportedException();",
        "static Task<int> Run(int a) => throw new NotSupportedException();"
    )]
    public Task An_activity_returns_a_task(string before, string after) => RepairAsync(before, after);

    [Theory]
    [InlineData(
        "static Task<int> {|DUR1002:Run|}(params int[] numbers) => Task.FromResult(1);",
        "static Task<int> Run(int[] numbers) => Task.FromResult(1);"
    )]
    [InlineData("static int {|DUR1002:Run|}(in int a) => a;", "static int Run(int a) => a;")]
    [InlineData("static int {|DUR1002:Run|}(ref readonly int a) => a;", "static int Run(int a) => a;")]
    public Task A_parameter_is_taken_by_value(string before, string after) => RepairAsync(before, after);

    [Fact]
    public Task An_orchestration_takes_no_token() =>
        RepairAsync(
            "static async Task {|DUR1001:Run|}(OrchestrationContext ctx, CancellationToken token, int a) => await ctx.ScheduleTimer(TimeSpan.FromDays(a));",
            "static async Task Run(OrchestrationContext ctx, int a) => await ctx.ScheduleTimer(TimeSpan.FromDays(a));"
        );

    [Theory]
    [InlineData(
        "static int {|DUR1002:Run|}(List<Own> own) => 1; sealed record Own(int A);",
        "static int Run(List<Own> own) => 1; internal sealed record Own(int A);"
    )]
    [InlineData(
        "static Own {|DUR1002:Run|}() => Own.A;\n\n    // Kept.\n    private enum Own { A }",
        "static Own Run() => Own.A;\n\n    // Kept.\n    internal enum Own { A }"
    )]
    public Task A_type_is_made_internal(string before, string after) => RepairAsync(before, after);

    [Fact]
    public Task The_method_of_a_class_is_repaired_where_the_class_is_told_of() =>
        Verify.RepairCodeAsync(
            "[Activity]\npartial class {|DUR1002:Flow|}\n{\n    ValueTask<int> RunAsync(int a) => new(a);\n}",
            "[Activity]\npartial class Flow\n{\n    Task<int> RunAsync(int a) => Task.FromResult(a);\n}"
        );

    [Fact]
    public Task The_method_of_a_class_becomes_async_behind_what_stands_before_it() =>
        Verify.RepairCodeAsync(
            "[Orchestration]\npartial class {|DUR1001:Flow|}\n{\n    // Kept.\n    int RunAsync(OrchestrationContext ctx) => 1;\n}",
            "[Orchestration]\npartial class Flow\n{\n    // Kept.\n    async Task<int> RunAsync(OrchestrationContext ctx) => 1;\n}"
        );

    [Fact]
    public Task All_of_a_file_are_repaired_at_once() =>
        Verify.RepairCodeAsync(
            "static partial class Flow { [Activity] static ValueTask {|DUR1002:One|}() => default; [Activity] static ValueTask {|DUR1002:Two|}() => default; }",
            "static partial class Flow { [Activity] static Task One() => Task.CompletedTask; [Activity] static Task Two() => Task.CompletedTask; }"
        );

    [Fact]
    public Task Unlike_ones_of_a_file_are_repaired_at_once() =>
        Verify.RepairCodeAsync(
            "static partial class Flow { [Activity] static int {|DUR1002:One|}(in int a) => a; [Activity] static ValueTask {|DUR1002:Two|}() => default; [Activity] static Own {|DUR1002:Three|}() => default; enum Own { }\n}",
            "static partial class Flow { [Activity] static int One(int a) => a; [Activity] static Task Two() => Task.CompletedTask; [Activity] static Own Three() => default; internal enum Own { }\n}"
        );

    [Theory]
    [InlineData("[Activity] static int {|DUR1002:Run|}(int a, int b) => 1;")]
    [InlineData("[Activity] static int {|DUR1002:Run|}(ref int a) => a++;")]
    [InlineData("[Activity] static int {|DUR1002:Run|}<T>() => 1;")]
    [InlineData("[Activity] static int {|DUR1002:Run|}(OrchestrationContext ctx) => 1;")]
    [InlineData("[Activity] static ValueTask {|DUR1002:Run|}(bool a) => a ? default : new(Task.CompletedTask);")]
    [InlineData(
        "[Orchestration] static async Task {|DUR1001:Run|}(OrchestrationContext ctx, CancellationToken token) { token.ThrowIfCancellationRequested(); await ctx.ScheduleTimer(default(TimeSpan)); }"
    )]
    [InlineData(
        "[Orchestration] static IEnumerable<int> {|DUR1001:Run|}(OrchestrationContext ctx) { yield return 1; }"
    )]
    [InlineData("static void Outer() { [Activity] static int {|DUR1002:Run|}() => 1; }")]
    public Task What_only_the_author_can_say_is_only_told(string members)
    {
        var code = $"static partial class Flow {{ {members} }}";
        return Verify.RepairCodeAsync(code, code);
    }

    [Theory]
    [InlineData(
        "interface IRun { ValueTask RunAsync(); } [Activity] partial class {|DUR1002:Flow|} : IRun { public ValueTask RunAsync() => default; }"
    )]
    [InlineData(
        "class Base { public virtual ValueTask RunAsync() => default; } [Activity] partial class {|DUR1002:Flow|} : Base { public override ValueTask RunAsync() => default; }"
    )]
    [InlineData("[Activity] partial class {|DUR1002:Flow|} { }")]
    public Task What_another_place_says_is_only_told(string code) => Verify.RepairCodeAsync(code, code);

    static Task RepairAsync(string before, string after) =>
        Verify.RepairCodeAsync(Declared(before, before), Declared(after, before));

    static string Declared(string method, string before) =>
        $"static partial class Flow\n{{\n    [{(before.Contains("DUR1001", StringComparison.Ordinal) ? "Orchestration" : "Activity")}] {method}\n}}";
}
