namespace Approval;

/// <summary>What somebody spent and wants to have back.</summary>
/// <param name="What">What it was spent on.</param>
/// <param name="Amount">How much it was.</param>
sealed record Expense(string What, decimal Amount);
