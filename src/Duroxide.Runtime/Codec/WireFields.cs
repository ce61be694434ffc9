namespace Duroxide.Runtime;

/// <summary>The names of fields as they are stored: never to be changed.</summary>
static class WireFields
{
    public static ReadOnlySpan<byte> Id => "id"u8;
    public static ReadOnlySpan<byte> Time => "time"u8;
    public static ReadOnlySpan<byte> Kind => "kind"u8;
    public static ReadOnlySpan<byte> Of => "of"u8;
    public static ReadOnlySpan<byte> Name => "name"u8;
    public static ReadOnlySpan<byte> Version => "version"u8;
    public static ReadOnlySpan<byte> Parent => "parent"u8;
    public static ReadOnlySpan<byte> Instance => "instance"u8;
    public static ReadOnlySpan<byte> Execution => "execution"u8;
    public static ReadOnlySpan<byte> Since => "since"u8;
    public static ReadOnlySpan<byte> Input => "input"u8;
    public static ReadOnlySpan<byte> Output => "output"u8;
    public static ReadOnlySpan<byte> Result => "result"u8;
    public static ReadOnlySpan<byte> Data => "data"u8;
    public static ReadOnlySpan<byte> Queue => "queue"u8;
    public static ReadOnlySpan<byte> Session => "session"u8;
    public static ReadOnlySpan<byte> Tag => "tag"u8;
    public static ReadOnlySpan<byte> Attempt => "attempt"u8;
    public static ReadOnlySpan<byte> FirstAttempt => "firstAttempt"u8;
    public static ReadOnlySpan<byte> TimeToLive => "timeToLive"u8;
    public static ReadOnlySpan<byte> Delay => "delay"u8;
    public static ReadOnlySpan<byte> Text => "text"u8;
    public static ReadOnlySpan<byte> Key => "key"u8;
    public static ReadOnlySpan<byte> Value => "value"u8;
    public static ReadOnlySpan<byte> Patch => "patch"u8;
    public static ReadOnlySpan<byte> Reason => "reason"u8;
    public static ReadOnlySpan<byte> Failure => "failure"u8;
    public static ReadOnlySpan<byte> Divergence => "divergence"u8;
    public static ReadOnlySpan<byte> At => "at"u8;
    public static ReadOnlySpan<byte> Recorded => "recorded"u8;
    public static ReadOnlySpan<byte> Asked => "asked"u8;
    public static ReadOnlySpan<byte> Cause => "cause"u8;
    public static ReadOnlySpan<byte> Steps => "steps"u8;
    public static ReadOnlySpan<byte> Operation => "operation"u8;
    public static ReadOnlySpan<byte> Message => "message"u8;
    public static ReadOnlySpan<byte> Retryable => "retryable"u8;
    public static ReadOnlySpan<byte> Resource => "resource"u8;
    public static ReadOnlySpan<byte> ErrorType => "errorType"u8;
    public static ReadOnlySpan<byte> Details => "details"u8;
    public static ReadOnlySpan<byte> Final => "final"u8;
    public static ReadOnlySpan<byte> Attempts => "attempts"u8;
    public static ReadOnlySpan<byte> MaxAttempts => "maxAttempts"u8;
    public static ReadOnlySpan<byte> Subject => "subject"u8;
    public static ReadOnlySpan<byte> Error => "error"u8;
    public static ReadOnlySpan<byte> Values => "values"u8;
    public static ReadOnlySpan<byte> Updated => "updated"u8;
    public static ReadOnlySpan<byte> Status => "status"u8;
    public static ReadOnlySpan<byte> Carried => "carried"u8;
    public static ReadOnlySpan<byte> Orchestration => "orchestration"u8;
    public static ReadOnlySpan<byte> HistoryEvents => "historyEvents"u8;
    public static ReadOnlySpan<byte> HistoryBytes => "historyBytes"u8;
    public static ReadOnlySpan<byte> Utf16 => "utf16"u8;
}
