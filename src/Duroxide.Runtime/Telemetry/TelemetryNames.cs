namespace Duroxide.Runtime;

/// <summary>The attributes of spans and metrics. Those that OpenTelemetry's semantic conventions name have that name.</summary>
static class TelemetryNames
{
    public const string Instance = "duroxide.instance.id";
    public const string Execution = "duroxide.execution.id";
    public const string Orchestration = "duroxide.orchestration.name";
    public const string Version = "duroxide.orchestration.version";
    public const string Activity = "duroxide.activity.name";
    public const string Event = "duroxide.event.id";
    public const string Attempt = "duroxide.activity.attempt";
    public const string Tag = "duroxide.activity.tag";
    public const string Child = "duroxide.child.name";
    public const string ChildInstance = "duroxide.child.instance.id";
    public const string Signal = "duroxide.signal.name";
    public const string Outcome = "duroxide.outcome";
    public const string Initiator = "duroxide.initiator";
    public const string Hot = "duroxide.turn.hot";
    public const string Events = "duroxide.turn.events";
    public const string Operation = "duroxide.operation";
    public const string Work = "duroxide.work";
    public const string WorkState = "duroxide.work.state";
    public const string InstanceState = "duroxide.instance.state";
    public const string Limit = "duroxide.limit";
    public const string Deleted = "duroxide.deleted";
    public const string Store = "duroxide.store.name";
    public const string ErrorType = "error.type";
}
