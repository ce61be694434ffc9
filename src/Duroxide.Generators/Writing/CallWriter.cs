namespace Duroxide.Generators;

/// <summary>Writes calls by name: methods of the context, and of the client, that lie beside the class of declared code.</summary>
static class CallWriter
{
    /// <summary>The call of an activity or a child from an orchestration.</summary>
    public static string Write(Code code)
    {
        var (method, options, what) = code.Orchestration is not null
            ? ("ScheduleSubOrchestration", "SubOrchestrationOptions", "Starts, as a child, the orchestration")
            : ("ScheduleActivity", "ActivityOptions", "Calls the activity");
        var container = code.Container;
        var result = code.Output ?? container.Framework("Duroxide", "Unit");
        var parameters = new List<string> { $"this {container.Framework("Duroxide", "OrchestrationContext")} ctx" };
        parameters.AddRange(InputOf(code));
        parameters.Add($"{container.Framework("Duroxide", options)}? options = null");
        var input = code.Input?.Name ?? $"{container.Framework("Duroxide", "Unit")}.Value";
        return $"""
            /// <summary>{what} <c>{Text.Xml(code.Name)}</c>.</summary>
            {Text.Call(
                $"{Access(code)} static {container.Framework("Duroxide", "DurableTask")}<{result}> {TypeNames.Escaped(code.Word)}",
                parameters,
                " =>"
            )}
                ctx.{method}({HandleOf(code)}, {input}, options);
            """;
    }

    /// <summary>The instance of an orchestration from a client.</summary>
    public static string WriteInstance(Code code) =>
        $"""
            /// <summary>An instance of the orchestration <c>{Text.Xml(
                code.Name
            )}</c>, whether it exists yet or not.</summary>
            {Access(code)} static {code.Word}Instance {TypeNames.Escaped(code.Word)}(this {code.Container.Framework(
                "Duroxide",
                "DuroxideClient"
            )} client, {code.Container.Framework("Duroxide", "InstanceId")} instance) =>
                new(client, instance);
            """;

    /// <summary>What orchestrations raise and send to instances of others.</summary>
    public static string Write(Signal signal)
    {
        var (code, channel) = (signal.Code, signal.Channel);
        var (verb, method, what) =
            channel.Kind == ChannelKind.Event
                ? ("Raise", "RaiseEvent", "Raises the event")
                : ("Send", "SendMessage", "Sends a message to the queue");
        var container = code.Container;
        var parameters = new List<string>
        {
            $"this {container.Framework("Duroxide", "OrchestrationContext")} ctx",
            $"{container.Framework("Duroxide", "InstanceId")} instance",
        };
        if (channel.Type is { } type)
        {
            parameters.Add($"{type} data");
        }
        var data = channel.Type is null ? $"{container.Framework("Duroxide", "Unit")}.Value" : "data";
        return $"""
            /// <summary>{what} <c>{Text.Xml(channel.Name)}</c> of an instance, once and with the turn.</summary>
            {Text.Call($"{Access(code)} static void {verb}{channel.Word}", parameters, " =>")}
                ctx.{method}(instance, {Text.Literal(channel.Name)}, {data});
            """;
    }

    // Where the class and its call share a name, the class has to be named in full.
    static string HandleOf(Code code)
    {
        var container = code.Container;
        var isHidden = container.Path.Split('.')[0] == TypeNames.Escaped(code.Word);
        return !isHidden ? $"{container.Path}.{code.Handle}"
            : container.Namespace.Length > 0 ? $"global::{container.Namespace}.{container.Path}.{code.Handle}"
            : $"global::{container.Path}.{code.Handle}";
    }

    public static IEnumerable<string> InputOf(Code code) =>
        code.Input is { } input ? [$"{input.Type} {input.Name}"] : [];

    public static string Access(Code code) => code.IsPublic || !code.Container.IsPublic ? "public" : "internal";
}
