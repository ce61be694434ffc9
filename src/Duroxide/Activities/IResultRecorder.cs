using System.Data.Common;

namespace Duroxide;

/// <summary>Records the result of one run of an activity in a transaction of its own.</summary>
interface IResultRecorder
{
    /// <summary>Writes a result as text.</summary>
    IPayloadConverter Payloads { get; }

    /// <summary>The type of the activity's output; null for one that writes text itself.</summary>
    Type? Output { get; }

    /// <summary>Records a result, and commits the transaction.</summary>
    Task RecordAsync(DbTransaction transaction, string output);
}
