namespace Duroxide.PostgreSql;

/// <summary>What a write of this process made of the row of an instance, so that who waits for it need not read it.</summary>
/// <param name="Id">The instance, as it is stored.</param>
/// <param name="Before">The revision of the row on which it was made.</param>
/// <param name="Revision">The revision after it.</param>
/// <param name="Updated">When it was made.</param>
/// <param name="Turn">The turn that was written.</param>
sealed record RowChange(string Id, long Before, long Revision, Timestamp Updated, TurnCommit Turn)
{
    /// <summary>The row after the change; null when it is not the row on which the change was made, and has to be read.</summary>
    public InstanceRecord? Apply(InstanceRecord? row) =>
        row is not null && row.Revision == Before && Texts.Write(row.Instance.Value) == Id
            ? row with
            {
                Version = Turn.Version ?? row.Version,
                Status = Turn.Status,
                Output = Turn.Output,
                Revision = Revision,
                Updated = Updated,
            }
            : null;
}
