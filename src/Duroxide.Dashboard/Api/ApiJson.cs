using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duroxide.Dashboard;

/// <summary>How the API writes and reads JSON: by code that is made at build time, and the same whatever the application sets.</summary>
[JsonSerializable(typeof(InstancesView))]
[JsonSerializable(typeof(CountView[]))]
[JsonSerializable(typeof(InstanceDetails))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(StuckView[]))]
[JsonSerializable(typeof(ParkedView[]))]
[JsonSerializable(typeof(StoreMetrics))]
[JsonSerializable(typeof(StartedView))]
[JsonSerializable(typeof(ChangedView))]
[JsonSerializable(typeof(RestartedView))]
[JsonSerializable(typeof(Deleted))]
[JsonSerializable(typeof(ChangeView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(ValueView[]))]
[JsonSerializable(typeof(MomentView))]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(FailureView[]))]
[JsonSerializable(typeof(NodeView))]
[JsonSerializable(typeof(DryRunView))]
[JsonSerializable(typeof(ForkedView))]
[JsonSerializable(typeof(ForkBody))]
[JsonSerializable(typeof(StartsBody))]
[JsonSerializable(typeof(StartedManyView))]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(BulkBody))]
[JsonSerializable(typeof(BulkView))]
[JsonSerializable(typeof(DeploymentView))]
[JsonSerializable(typeof(ProgressView))]
[JsonSerializable(typeof(CourseView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(SuspendBody))]
[JsonSerializable(typeof(ResumeBody))]
[JsonSerializable(typeof(RestartBody))]
[JsonSerializable(typeof(PruneBody))]
sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The one that is used.</summary>
    public static ApiJson Api { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                NumberHandling = JsonNumberHandling.Strict,
                // A mistyped option would mean the default one.
                UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
                Encoder = JavaScriptEncoder.Default,
            }
        );
}
