namespace Duroxide.Generators;

/// <summary>Writes the typed client of an orchestration: one of its instances, with what can be done to it.</summary>
static class InstanceWriter
{
    public static void Write(Lines lines, Code code)
    {
        var names = new Names(code.Container);
        lines
            .Add(
                $"/// <summary>One instance of the orchestration <c>{Text.Xml(code.Name)}</c>, to start, reach and wait for.</summary>"
            )
            .Add("/// <param name=\"client\">The client that reaches it.</param>")
            .Add("/// <param name=\"id\">Its id.</param>")
            .Open(
                $"{(code.IsPublic ? "public" : "internal")} sealed class {code.Word}Instance({names.Client} client, {names.InstanceId} id)"
            )
            .AddMembers([
                $"""
                /// <summary>The id of the instance.</summary>
                public {names.InstanceId} Id => id;
                """,
                Start(code, names),
                Wait(code, names),
                .. code.Channels.SelectMany(channel => OfChannel(channel, names)),
                $"""
                /// <summary>Tells how far it is.</summary>
                public {names.Task}<{names.Status}> GetStatusAsync({names.Token}) =>
                    client.GetStatusAsync(id, cancellationToken);
                """,
                $"""
                /// <summary>Asks it to stop; false when it does not exist or has ended.</summary>
                public {names.Task}<bool> CancelAsync(string reason, {names.Token}) =>
                    client.CancelAsync(id, reason, cancellationToken);
                """,
            ])
            .Close();
    }

    static string Start(Code code, Names names)
    {
        var handle = $"{code.Container.Path}.{code.Handle}";
        var input = code.Input?.Name ?? $"{names.Unit}.Value";
        return $"""
            /// <summary>Starts it; false when the id is taken, and then nothing changes.</summary>
            {Text.Call(
                $"public {names.Task}<bool> StartAsync",
                [.. CallWriter.InputOf(code), $"{names.StartOptions}? options = null", names.Token],
                " =>"
            )}
                client.StartOrchestrationAsync({handle}, id, {input}, options, cancellationToken);
            """;
    }

    static string Wait(Code code, Names names)
    {
        var result = code.Output is null ? names.Task : $"{names.Task}<{code.Output}>";
        return $"""
            /// <summary>Waits until it has ended{(
                code.Output is null ? "" : ", and gives its output"
            )}; throws what failed it.</summary>
            public {result} WaitForCompletionAsync({names.TimeSpan}? timeout = null, {names.Token}) =>
                client.WaitForCompletionAsync({code.Container.Path}.{code.Handle}, id, timeout, cancellationToken);
            """;
    }

    static IEnumerable<string> OfChannel(Channel channel, Names names)
    {
        var (name, shown) = (Text.Literal(channel.Name), $"<c>{Text.Xml(channel.Name)}</c>");
        var data = channel.Type is null ? $"{names.Unit}.Value" : "data";
        var parameters = channel.Type is null ? names.Token : $"{channel.Type} data, {names.Token}";
        return channel.Kind switch
        {
            ChannelKind.Event =>
            [
                $"""
                    /// <summary>Raises the event {shown}; false when the instance does not exist or has ended.</summary>
                    public {names.Task}<bool> Raise{channel.Word}Async({parameters}) =>
                        client.RaiseEventAsync(id, {name}, {data}, cancellationToken);
                    """,
            ],
            ChannelKind.Queue =>
            [
                $"""
                    /// <summary>Sends a message to the queue {shown}; false when the instance does not exist or has ended.</summary>
                    public {names.Task}<bool> Send{channel.Word}Async({parameters}) =>
                        client.SendMessageAsync(id, {name}, {data}, cancellationToken);
                    """,
            ],
            ChannelKind.Value => OfValue(channel, name, shown, names),
        };
    }

    static IEnumerable<string> OfValue(Channel channel, string name, string shown, Names names)
    {
        var type = channel.Type ?? names.Unit;
        return
        [
            $"""
                /// <summary>Reads the value {shown}; the default of its type when it is not set.</summary>
                public {names.Task}<{channel.OrNull ?? type}> Get{channel.Word}Async({names.Token}) =>
                    client.GetValueAsync<{type}>(id, {name}, cancellationToken);
                """,
            $"""
                /// <summary>Waits until the value {shown} is set, and reads it.</summary>
                public {names.Task}<{type}> WaitFor{channel.Word}Async({names.TimeSpan}? timeout = null, {names.Token}) =>
                    client.WaitForValueAsync<{type}>(id, {name}, timeout, cancellationToken);
                """,
        ];
    }

    sealed class Names(Container container)
    {
        public string Task { get; } = container.Framework("System.Threading.Tasks", "Task");
        public string TimeSpan { get; } = container.Framework("System", "TimeSpan");
        public string Client { get; } = container.Framework("Duroxide", "DuroxideClient");
        public string InstanceId { get; } = container.Framework("Duroxide", "InstanceId");
        public string Status { get; } = container.Framework("Duroxide", "OrchestrationStatus");
        public string StartOptions { get; } = container.Framework("Duroxide", "StartOptions");
        public string Unit { get; } = container.Framework("Duroxide", "Unit");
        public string Token { get; } =
            $"{container.Framework("System.Threading", "CancellationToken")} cancellationToken = default";
    }
}
