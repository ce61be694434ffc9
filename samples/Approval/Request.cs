using Duroxide;

namespace Approval;

/// <summary>A mail that asks somebody to decide.</summary>
/// <param name="Instance">The instance that waits for the answer.</param>
/// <param name="Approver">Who is asked.</param>
/// <param name="Expense">What about.</param>
sealed record Request(InstanceId Instance, string Approver, Expense Expense);
