namespace Duroxide.Generators;

/// <summary>Writes what goes into the class of declared code: handles, and methods for what it takes and keeps.</summary>
static class HandleWriter
{
    public static string Write(Code code)
    {
        var kind = code.Orchestration is null ? "Activity" : "Orchestration";
        var type = TypeOf(code, kind);
        var field = code.Field;
        var made = Text.Call("new", [Text.Literal(code.Name), code.Run], ";");
        var version = code is { Orchestration: { Version.Text: var text } } ? $", version {text}" : "";
        return $"""
            static {type}? {field};

            /// <summary>The {kind.ToLowerInvariant()} <c>{Text.Xml(
                code.Name
            )}</c>{version}, whose code is <c>{code.Method}</c>.</summary>
            {(code.IsOpen || !code.Container.IsPublic ? "public" : "internal")} static {type} {code.Handle} =>
                {field} ??= {Text.Indented(made).TrimStart()}
            """;
    }

    /// <summary>The methods for what an orchestration takes and keeps.</summary>
    public static IEnumerable<string> WriteChannels(Code code) =>
        code.Channels.Select(channel => WriteChannel(code.Container, channel));

    static string WriteChannel(Container container, Channel channel)
    {
        var name = Text.Literal(channel.Name);
        var shown = $"<c>{Text.Xml(channel.Name)}</c>";
        var context = container.Framework("Duroxide", "OrchestrationContext");
        var type = channel.Type ?? container.Framework("Duroxide", "Unit");
        var task = $"{container.Framework("Duroxide", "DurableTask")}<{type}>";
        var options = $"{container.Framework("Duroxide", "WaitOptions")}? options = null";
        var method = $"{ChannelReader.Verb(channel.Kind)}{channel.Word}";
        return channel.Kind switch
        {
            ChannelKind.Event => $"""
                /// <summary>Waits for the next event {shown} that is raised from now on.</summary>
                static {task} {method}({context} ctx, {options}) =>
                    ctx.ScheduleWait<{type}>({name}, options);
                """,
            ChannelKind.Queue => $"""
                /// <summary>Receives the next message of the queue {shown}.</summary>
                static {task} {method}({context} ctx, {options}) =>
                    ctx.ReceiveMessage<{type}>({name}, options);
                """,
            ChannelKind.Value => $"""
                /// <summary>Sets the value {shown}, which others may read.</summary>
                static void {method}({context} ctx, {type} value) => ctx.SetValue({name}, value);
                """,
        };
    }

    static string TypeOf(Code code, string kind)
    {
        var input = code.Input?.Type ?? code.Container.Framework("Duroxide", "Unit");
        var name = code.Container.Framework("Duroxide", kind);
        return code.Output is null ? $"{name}<{input}>" : $"{name}<{input}, {code.Output}>";
    }
}
