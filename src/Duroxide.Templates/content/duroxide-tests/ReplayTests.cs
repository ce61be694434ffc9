using Duroxide.Testing;

namespace APP_NAMESPACE;

/// <summary>Code that changes must still follow what was recorded: of each file in histories, every step.</summary>
public class ReplayTests
{
    static readonly string Histories = Path.Combine(AppContext.BaseDirectory, "histories");

    [Fact]
    public void What_was_recorded_runs_with_the_code_in_hand() =>
        Verification.VerifyFolder(Histories, Code.Registry, new() { IncludeEnded = true, AtLeast = 1 }).EnsureHolds();
}
