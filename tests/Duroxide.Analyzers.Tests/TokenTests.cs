namespace Duroxide.Analyzers.Tests;

public sealed class TokenTests
{
    [Theory]
    [InlineData("await {|DUR0021:File.WriteAllTextAsync(text, text)|};")]
    [InlineData("await new HttpClient().{|DUR0021:GetStringAsync(text)|};")]
    [InlineData("await {|DUR0021:Task.Delay(10)|};")]
    public Task A_call_that_could_have_the_token_is_found(string code) => Verify.MembersAsync(Activity(code));

    [Theory]
    [InlineData("await File.WriteAllTextAsync(text, text, ctx.CancellationToken);")]
    [InlineData("await Task.Delay(10, CancellationToken.None);")]
    [InlineData(
        "using var source = CancellationTokenSource.CreateLinkedTokenSource(ctx.CancellationToken); await Task.Delay(10, source.Token);"
    )]
    [InlineData("await Task.Yield();")]
    [InlineData("await Task.FromResult(1);")]
    public Task A_call_that_has_one_or_takes_none_is_left_alone(string code) => Verify.MembersAsync(Activity(code));

    static string Activity(string code) =>
        $$"""
            static readonly Activity<string> Work = new("work", async (ctx, text) => { await Task.CompletedTask; {{code}} });
            """;
}
