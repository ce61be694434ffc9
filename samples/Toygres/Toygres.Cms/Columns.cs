using System.Text.Json;

namespace Toygres.Cms;

/// <summary>What stands in which column.</summary>
internal static class Columns
{
    /// <summary>What tables have got after they were released.</summary>
    public static readonly (string Table, string Column)[] Added =
    [
        .. from table in new[] { "cms_instances", "cms_images" }
        from column in new[] { "runtime_image", "runtime_reference", "runtime_kind" }
        select (table, column),
        ("cms_instances", "line"),
    ];

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static (string Column, object? Value)[] Of(Instance row) =>
        [
            ("name", row.Name.Value),
            ("id", row.Id.ToString()),
            ("user_name", row.UserName),
            ("namespace", row.Namespace),
            ("state", Word(row.State)),
            ("health", Word(row.Health)),
            ("connections", row.Size.Connections),
            ("memory_mb", row.Size.MemoryMegabytes),
            ("storage_gb", row.Size.StorageGigabytes),
            ("dns_name", row.DnsName),
            ("host", row.Endpoint?.Host),
            ("port", row.Endpoint?.Port),
            ("version", row.Version),
            ("password", row.Password?.Name),
            ("password_version", row.PasswordVersion),
            ("source_image", row.SourceImage?.Value),
            ("follows", row.Follows?.Value),
            ("line", row.Line?.Value),
            ("backup_seconds", row.Backups?.EverySeconds),
            ("backup_keep", row.Backups?.Keep),
            ("tags", JsonSerializer.Serialize(row.Tags)),
            ("failure", row.Failure),
            ("operation", row.Operation),
            ("create_orchestration", row.CreateOrchestration),
            ("delete_orchestration", row.DeleteOrchestration),
            ("actor_orchestration", row.ActorOrchestration),
            ("created_at", row.Created),
            ("updated_at", row.Updated),
            ("started_at", row.Started),
            ("stopped_at", row.Stopped),
            ("deleted_at", row.Deleted),
            ("last_health_check", row.LastHealthCheck),
            .. Of(row.Runtime),
        ];

    public static Instance ReadInstance(Row row) =>
        new()
        {
            Name = InstanceName.Parse(row.Text("name")),
            Id = Guid.Parse(row.Text("id")),
            UserName = row.Text("user_name"),
            Namespace = row.Text("namespace"),
            State = row.Word<InstanceState>("state"),
            Health = row.Word<Health>("health"),
            Size = ReadSize(row),
            DnsName = row.TextOrNull("dns_name"),
            Endpoint = row.IsNull("port") ? null : new Endpoint(row.Text("host"), row.Number("port")),
            Version = row.TextOrNull("version"),
            Password = row.TextOrNull("password") is { } password ? new SecretReference(password) : null,
            PasswordVersion = row.Number("password_version"),
            SourceImage = row.TextOrNull("source_image") is { } image ? ImageName.Parse(image) : null,
            Follows = row.NameOrNull("follows"),
            Line = row.NameOrNull("line"),
            Backups = row.IsNull("backup_keep")
                ? null
                : new BackupPlan(row.Number("backup_seconds"), row.Number("backup_keep")),
            Tags = JsonSerializer.Deserialize<SortedDictionary<string, string>>(row.Text("tags"))!,
            Failure = row.TextOrNull("failure"),
            Operation = row.TextOrNull("operation"),
            CreateOrchestration = row.Text("create_orchestration"),
            DeleteOrchestration = row.TextOrNull("delete_orchestration"),
            ActorOrchestration = row.TextOrNull("actor_orchestration"),
            Created = row.Time("created_at"),
            Updated = row.Time("updated_at"),
            Started = row.TimeOrNull("started_at"),
            Stopped = row.TimeOrNull("stopped_at"),
            Deleted = row.TimeOrNull("deleted_at"),
            LastHealthCheck = row.TimeOrNull("last_health_check"),
            Runtime = ReadRuntime(row),
        };

    public static (string Column, object? Value)[] Of(Image row) =>
        [
            ("name", row.Name.Value),
            ("source", row.Source.Value),
            ("state", Word(row.State)),
            ("connections", row.Size.Connections),
            ("memory_mb", row.Size.MemoryMegabytes),
            ("storage_gb", row.Size.StorageGigabytes),
            ("version", row.Facts?.Version),
            ("bytes", row.Facts?.Bytes),
            ("checksum", row.Facts?.Checksum),
            ("is_scheduled", row.IsScheduled ? 1 : 0),
            ("failure", row.Failure),
            ("create_orchestration", row.CreateOrchestration),
            ("created_at", row.Created),
            ("updated_at", row.Updated),
            ("verified_at", row.Verified),
            .. Of(row.Runtime),
        ];

    public static Image ReadImage(Row row)
    {
        var source = InstanceName.Parse(row.Text("source"));
        return new()
        {
            Name = ImageName.Parse(row.Text("name")),
            Source = source,
            State = row.Word<ImageState>("state"),
            Size = ReadSize(row),
            Facts = row.IsNull("checksum")
                ? null
                : new ImageFacts(source, row.Text("version"), row.Long("bytes"), row.Text("checksum")),
            IsScheduled = row.Number("is_scheduled") == 1,
            Failure = row.TextOrNull("failure"),
            CreateOrchestration = row.Text("create_orchestration"),
            Created = row.Time("created_at"),
            Updated = row.Time("updated_at"),
            Verified = row.TimeOrNull("verified_at"),
            Runtime = ReadRuntime(row),
        };
    }

    public static (string Column, object? Value)[] Of(RegisteredImage row) =>
        [
            ("name", row.Image.Name.Value),
            ("reference", row.Image.Reference),
            ("kind", Word(row.Image.Kind)),
            ("created_at", row.Created),
        ];

    public static RegisteredImage ReadRegistered(Row row) =>
        new(
            new RuntimeImage(ImageName.Parse(row.Text("name")), row.Text("reference"), row.Word<RuntimeKind>("kind")),
            row.Time("created_at")
        );

    private static (string Column, object? Value)[] Of(RuntimeImage? runtime) =>
        [
            ("runtime_image", runtime?.Name.Value),
            ("runtime_reference", runtime?.Reference),
            ("runtime_kind", runtime is null ? null : Word(runtime.Kind)),
        ];

    private static RuntimeImage? ReadRuntime(Row row) =>
        row.TextOrNull("runtime_image") is { } name
            ? new(ImageName.Parse(name), row.Text("runtime_reference"), row.Word<RuntimeKind>("runtime_kind"))
            : null;

    public static HealthCheck ReadHealth(Row row) =>
        new(InstanceName.Parse(row.Text("instance")), row.Word<Health>("status"), row.Time("checked_at"))
        {
            Pulse = row.IsNull("version")
                ? null
                : new Pulse(
                    row.Text("version"),
                    row.Real("response_ms"),
                    row.Long("bytes"),
                    row.Number("is_follower") == 1
                )
                {
                    LagSeconds = row.IsNull("lag_seconds") ? null : row.Real("lag_seconds"),
                },
            Error = row.TextOrNull("error"),
        };

    public static FleetEvent ReadEvent(Row row) =>
        new(
            row.Text("subject"),
            row.Text("type"),
            row.TextOrNull("old_state"),
            row.Text("new_state"),
            row.Text("message"),
            row.Time("created_at")
        );

    public static Drift ReadDrift(Row row) =>
        new(InstanceName.Parse(row.Text("instance")), row.Text("type"), row.Text("message"), row.Time("detected_at"))
        {
            Resolved = row.TimeOrNull("resolved_at"),
            ResolvedBy = row.TextOrNull("resolved_by"),
        };

    private static InstanceSize ReadSize(Row row) =>
        new(row.Number("connections"), row.Number("memory_mb"), row.Number("storage_gb"));
}
