namespace Approval;

/// <summary>What an approver says.</summary>
/// <param name="IsApproved">Whether the expense is paid.</param>
/// <param name="Remark">Why, or why not.</param>
sealed record Answer(bool IsApproved, string Remark);
