namespace Duroxide.Analyzers.Tests;

/// <summary>What an orchestration must not do, right where it does it.</summary>
public sealed class HazardTests
{
    [Theory]
    [InlineData("var now = {|DUR0001:DateTime.Now|};")]
    [InlineData("var now = {|DUR0001:DateTime.UtcNow|};")]
    [InlineData("var today = {|DUR0001:DateTime.Today|};")]
    [InlineData("var now = {|DUR0001:DateTimeOffset.UtcNow|};")]
    [InlineData("var watch = {|DUR0001:System.Diagnostics.Stopwatch.StartNew()|};")]
    [InlineData("var now = TimeProvider.System.{|DUR0001:GetUtcNow()|};")]
    [InlineData("var ticks = {|DUR0001:Environment.TickCount64|};")]
    public Task A_clock_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var id = {|DUR0002:Guid.NewGuid()|};")]
    [InlineData("var id = {|DUR0002:Guid.CreateVersion7()|};")]
    [InlineData("var ids = new[] { 1, 2 }.Select(_ => {|DUR0002:Guid.NewGuid()|});")]
    [InlineData("Func<Guid> make = {|DUR0002:Guid.NewGuid|};")]
    public Task A_new_guid_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var random = {|DUR0003:new Random()|};")]
    [InlineData("var random = {|DUR0003:Random.Shared|}.Next();")]
    [InlineData("var bytes = {|DUR0003:System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)|};")]
    [InlineData("var hash = order.Id.{|DUR0003:GetHashCode()|};")]
    [InlineData("var hash = {|DUR0003:HashCode.Combine(1, 2)|};")]
    public Task Chance_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var name = {|DUR0004:Environment.MachineName|};")]
    [InlineData("var path = {|DUR0004:Environment.GetEnvironmentVariable(\"PATH\")|};")]
    [InlineData("var here = {|DUR0004:AppContext.BaseDirectory|};")]
    [InlineData("var zone = {|DUR0004:TimeZoneInfo.Local|};")]
    [InlineData("var zone = {|DUR0004:TimeZoneInfo.FindSystemTimeZoneById(order.Id)|};")]
    [InlineData("var isThere = {|DUR0004:TimeZoneInfo.TryFindSystemTimeZoneById(order.Id, out var zone)|};")]
    [InlineData("var there = {|DUR0004:TimeZoneInfo.ConvertTimeBySystemTimeZoneId(ctx.UtcNow, order.Id)|};")]
    [InlineData("var local = ctx.UtcNow.{|DUR0004:ToLocalTime()|};")]
    public Task The_environment_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var text = {|DUR0005:File.ReadAllText(\"a\")|};")]
    [InlineData("var text = await {|DUR0005:File.ReadAllTextAsync(\"a\")|};")]
    [InlineData("{|DUR0005:Console.WriteLine(\"hello\")|};")]
    [InlineData("using var http = {|DUR0005:new HttpClient()|};")]
    [InlineData("using var file = {|DUR0005:new StreamReader(\"a\")|};")]
    [InlineData("{|DUR0005:Directory.CreateDirectory(\"a\")|};")]
    [InlineData("using var process = {|DUR0005:System.Diagnostics.Process.Start(\"ls\")|};")]
    public Task Input_and_output_are_found(string code) => Verify.OrchestrationAsync(code);

    [Fact]
    public Task A_database_is_found_by_what_its_classes_derive_from() =>
        Verify.MembersAsync(
            """
            static async Task RunAsync(OrchestrationContext ctx, System.Data.Common.DbCommand command) =>
                await command.{|DUR0005:ExecuteNonQueryAsync()|};
            """
        );

    [Fact]
    public Task The_client_is_found() =>
        Verify.MembersAsync(
            """
            static async Task RunAsync(OrchestrationContext ctx, DuroxideClient client) =>
                await client.{|DUR0005:RaiseEventAsync("order-1", "Answer", "yes")|};
            """
        );

    [Theory]
    [InlineData("await {|DUR0007:Task.Run(() => 1)|};")]
    [InlineData("await {|DUR0007:Task.Factory.StartNew(() => 1)|};", true)]
    [InlineData("{|DUR0007:Parallel.For(0, 3, _ => { })|};")]
    [InlineData("{|DUR0007:new Thread(() => { })|}.{|DUR0007:Start()|};")]
    [InlineData("{|DUR0007:ThreadPool.QueueUserWorkItem(_ => { })|};")]
    [InlineData("var many = new[] { 1 }.{|DUR0007:AsParallel()|};")]
    public Task Another_thread_is_found(string code, bool isOnFactory = false) =>
        Verify.OrchestrationAsync(isOnFactory ? "await Task.Factory.{|DUR0007:StartNew(() => 1)|};" : code);

    [Fact]
    public Task A_continuation_on_the_pool_is_found() =>
        Verify.OrchestrationAsync(
            "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0007:ContinueWith(_ => 1, TaskScheduler.Default)|};"
        );

    [Fact]
    public Task What_runs_on_another_thread_is_told_once() =>
        Verify.OrchestrationAsync("await {|DUR0007:Task.Run(() => { Thread.Sleep(1); return DateTime.Now; })|};");

    [Theory]
    [InlineData("await {|DUR0008:Task.Delay(10)|};")]
    [InlineData("await {|DUR0008:Task.Delay(TimeSpan.FromDays(1))|};")]
    [InlineData("using var timer = {|DUR0008:new PeriodicTimer(TimeSpan.FromDays(1))|};")]
    [InlineData("using var source = {|DUR0008:new CancellationTokenSource(TimeSpan.FromDays(1))|};")]
    [InlineData("using var source = new CancellationTokenSource(); source.{|DUR0008:CancelAfter(10)|};")]
    [InlineData("await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0008:WaitAsync(TimeSpan.FromDays(1))|};")]
    public Task A_timer_of_the_process_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0009:Wait()|};")]
    [InlineData("var all = ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0009:Result|};")]
    [InlineData("ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).GetAwaiter().{|DUR0009:GetResult()|};")]
    [InlineData("{|DUR0009:Thread.Sleep(10)|};")]
    [InlineData("{|DUR0009:lock|} (order) { }")]
    [InlineData("{|DUR0009:Monitor.Enter(order)|};")]
    [InlineData("using var gate = new SemaphoreSlim(1); gate.{|DUR0009:Wait()|};")]
    public Task A_thread_that_is_blocked_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0010:ConfigureAwait(false)|};")]
    [InlineData(
        "await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).{|DUR0010:ConfigureAwait(ConfigureAwaitOptions.None)|};"
    )]
    public Task A_context_that_is_left_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("await {|DUR0011:Task.WhenAny(ctx.ScheduleTimer(TimeSpan.Zero).AsTask())|};")]
    [InlineData("await foreach (var each in {|DUR0011:Task.WhenEach(ctx.ScheduleTimer(TimeSpan.Zero).AsTask())|}) { }")]
    [InlineData("await {|DUR0012:Task.WhenAll(ctx.ScheduleTimer(TimeSpan.Zero).AsTask())|};")]
    public Task Races_and_joins_of_plain_tasks_are_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("await foreach (var each in Channel.CreateUnbounded<int>().Reader.{|DUR0013:ReadAllAsync()|}) { }")]
    [InlineData("await new System.Net.Http.StringContent(\"a\").{|DUR0013:ReadAsStringAsync()|};")]
    [InlineData("await new TaskCompletionSource().{|DUR0013:Task|};")]
    [InlineData("var never = new TaskCompletionSource<int>().{|DUR0013:Task|};")]
    [InlineData("var source = new TaskCompletionSource<int>(); await source.{|DUR0013:Task|};")]
    public Task A_task_that_nothing_durable_completes_is_found(string code) => Verify.OrchestrationAsync(code);

    [Theory]
    [InlineData("var now = ctx.UtcNow;")]
    [InlineData("var id = ctx.NewGuid();")]
    [InlineData("var random = new Random(42).Next();")]
    [InlineData("var line = Environment.NewLine;")]
    [InlineData("var path = Path.Combine(\"a\", \"b\");")]
    [InlineData("await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).ConfigureAwait(true);")]
    [InlineData("using var gate = new SemaphoreSlim(1); await gate.WaitAsync();")]
    [InlineData("using var source = new CancellationTokenSource(); source.Cancel();")]
    [InlineData(
        "var channel = Channel.CreateUnbounded<int>(); await channel.Writer.WriteAsync(1); await channel.Reader.ReadAsync();"
    )]
    [InlineData("var source = new TaskCompletionSource<int>(); source.SetResult(1); await source.Task;")]
    [InlineData(
        "var source = new TaskCompletionSource(); Action finish = () => source.SetResult(); await source.Task;"
    )]
    [InlineData("await Task.CompletedTask; await Task.FromResult(1);")]
    [InlineData("await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).ContinueWith(_ => 1);")]
    [InlineData("await ctx.Join(ctx.ScheduleTimer(TimeSpan.Zero)).ContinueWith(_ => 1, TaskScheduler.Current);")]
    [InlineData("var there = TimeZoneInfo.ConvertTime(ctx.UtcNow, TimeZoneInfo.Utc);")]
    [InlineData("var name = nameof(DateTime.Now);")]
    [InlineData("ctx.Info(\"hello\"); ctx.Logger.LogInformation(\"hello\");")]
    [InlineData("using var text = new StringReader(\"a\"); await text.ReadLineAsync();")]
    [InlineData(
        "await ctx.ScheduleActivity(Shop.Charge, order, new() { Retry = RetryPolicy.Exponential(attempts: 5) });"
    )]
    [InlineData("var json = JsonPayloadConverter.Default.Encode(order);")]
    public Task What_is_durable_or_always_the_same_is_left_alone(string code) => Verify.OrchestrationAsync(code);

    [Fact]
    public Task Ordinary_code_may_do_all_of_it() =>
        Verify.MembersAsync(
            """
            static int count;

            static async Task<DateTime> WorkAsync(HttpClient http)
            {
                count++;
                await Task.Delay(10).ConfigureAwait(false);
                await Task.WhenAny(Task.Run(() => Thread.Sleep(1)), http.GetAsync("a"));
                Console.WriteLine(Guid.NewGuid());
                return DateTime.Now;
            }
            """
        );
}
