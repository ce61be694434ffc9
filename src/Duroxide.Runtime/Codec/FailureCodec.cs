using System.Text.Json;

namespace Duroxide.Runtime;

/// <summary>Writes and reads failures.</summary>
static class FailureCodec
{
    public static void Write(WireWriter writer, ReadOnlySpan<byte> name, Failure failure)
    {
        writer.BeginObject(name);
        switch (failure)
        {
            case Failure.Infrastructure infrastructure:
                writer.Kind(WireKinds.Infrastructure);
                writer.Text(WireFields.Operation, infrastructure.Operation);
                writer.Text(WireFields.Message, infrastructure.Message);
                writer.Flag(WireFields.Retryable, infrastructure.Retryable);
                break;
            case Failure.Configuration configuration:
                writer.Kind(WireKinds.Configuration);
                writer.Text(WireFields.Cause, Word(configuration.Kind));
                writer.Text(WireFields.Resource, configuration.Resource);
                writer.OptionalText(WireFields.Message, configuration.Message);
                break;
            case Failure.Application application:
                writer.Kind(WireKinds.Application);
                writer.Text(WireFields.Cause, Word(application.Kind));
                writer.Text(WireFields.Message, application.Message);
                writer.OptionalText(WireFields.ErrorType, application.ErrorType);
                writer.OptionalText(WireFields.Details, application.Details);
                writer.OptionalFlag(WireFields.Final, !application.Retryable);
                break;
            case Failure.Poison poison:
                writer.Kind(WireKinds.Poison);
                writer.Number(WireFields.Attempts, poison.Attempts);
                writer.Number(WireFields.MaxAttempts, poison.MaxAttempts);
                WriteSubject(writer, poison.Subject);
                writer.Text(WireFields.Message, poison.Message);
                break;
        }
        writer.EndObject();
    }

    public static Failure Read(ref WireReader reader, ReadOnlySpan<byte> name)
    {
        reader.BeginObject(name);
        Failure failure = reader.Kind() switch
        {
            WireKinds.Infrastructure => new Failure.Infrastructure(
                reader.Text(WireFields.Operation),
                reader.Text(WireFields.Message),
                reader.Flag(WireFields.Retryable)
            ),
            WireKinds.Configuration => new Failure.Configuration(
                ConfigurationKindOf(reader.Word(WireFields.Cause)),
                reader.Text(WireFields.Resource),
                reader.OptionalText(WireFields.Message)
            ),
            WireKinds.Application => ReadApplication(ref reader),
            WireKinds.Poison => new Failure.Poison(
                reader.SmallNumber(WireFields.Attempts),
                reader.SmallNumber(WireFields.MaxAttempts),
                ReadSubject(ref reader),
                reader.Text(WireFields.Message)
            ),
            var other => throw WireReader.Unknown(other),
        };
        reader.EndObject();
        return failure;
    }

    // The first builds wrote a flag "retryable" that no code set or looked at. What it says means nothing.
    static Failure.Application ReadApplication(ref WireReader reader)
    {
        var kind = ApplicationKindOf(reader.Word(WireFields.Cause));
        var message = reader.Text(WireFields.Message);
        reader.OptionalFlag(WireFields.Retryable);
        var (type, details) = (reader.OptionalText(WireFields.ErrorType), reader.OptionalText(WireFields.Details));
        return new(kind, message, Retryable: !reader.OptionalFlag(WireFields.Final))
        {
            ErrorType = type,
            Details = details,
        };
    }

    static void WriteSubject(WireWriter writer, PoisonSubject subject)
    {
        writer.BeginObject(WireFields.Subject);
        switch (subject)
        {
            case PoisonSubject.Orchestration orchestration:
                writer.Kind(WireKinds.Orchestration);
                WriteExecution(writer, orchestration.Instance, orchestration.Execution);
                break;
            case PoisonSubject.Activity activity:
                writer.Kind(WireKinds.Activity);
                WriteExecution(writer, activity.Instance, activity.Execution);
                writer.Text(WireFields.Name, activity.Name);
                writer.Number(WireFields.Id, activity.Id.Value);
                break;
            case PoisonSubject.UnreadableHistory history:
                writer.Kind(WireKinds.UnreadableHistory);
                WriteExecution(writer, history.Instance, history.Execution);
                writer.Text(WireFields.Error, history.Error);
                break;
        }
        writer.EndObject();
    }

    static void WriteExecution(WireWriter writer, InstanceId instance, ExecutionId execution)
    {
        writer.Text(WireFields.Instance, instance.Value);
        writer.Number(WireFields.Execution, execution.Value);
    }

    static PoisonSubject ReadSubject(ref WireReader reader)
    {
        reader.BeginObject(WireFields.Subject);
        PoisonSubject subject = reader.Kind() switch
        {
            WireKinds.Orchestration => new PoisonSubject.Orchestration(
                reader.Text(WireFields.Instance),
                new(reader.Number(WireFields.Execution))
            ),
            WireKinds.Activity => new PoisonSubject.Activity(
                reader.Text(WireFields.Instance),
                new(reader.Number(WireFields.Execution)),
                reader.Word(WireFields.Name),
                new(reader.Number(WireFields.Id))
            ),
            WireKinds.UnreadableHistory => new PoisonSubject.UnreadableHistory(
                reader.Text(WireFields.Instance),
                new(reader.Number(WireFields.Execution)),
                reader.Text(WireFields.Error)
            ),
            var other => throw WireReader.Unknown(other),
        };
        reader.EndObject();
        return subject;
    }

    // Spelled out, so that renaming a member in the code renames nothing in the store.
    static string Word(ConfigurationKind kind) =>
        kind switch
        {
            ConfigurationKind.Nondeterminism => "Nondeterminism",
            ConfigurationKind.NotDurable => "NotDurable",
        };

    static ConfigurationKind ConfigurationKindOf(string word) =>
        word switch
        {
            "Nondeterminism" => ConfigurationKind.Nondeterminism,
            "NotDurable" => ConfigurationKind.NotDurable,
            _ => throw WireReader.Unknown(word),
        };

    static string Word(ApplicationKind kind) =>
        kind switch
        {
            ApplicationKind.ActivityFailed => "ActivityFailed",
            ApplicationKind.OrchestrationFailed => "OrchestrationFailed",
            ApplicationKind.Panicked => "Panicked",
            ApplicationKind.Cancelled => "Cancelled",
        };

    static ApplicationKind ApplicationKindOf(string word) =>
        word switch
        {
            "ActivityFailed" => ApplicationKind.ActivityFailed,
            "OrchestrationFailed" => ApplicationKind.OrchestrationFailed,
            "Panicked" => ApplicationKind.Panicked,
            "Cancelled" => ApplicationKind.Cancelled,
            _ => throw WireReader.Unknown(word),
        };
}
