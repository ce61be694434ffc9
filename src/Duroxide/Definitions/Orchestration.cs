namespace Duroxide;

/// <summary>A durable method: ordinary async code that continues where it was, whatever happens to the process.</summary>
/// <param name="name">The name under which it is registered and recorded.</param>
/// <param name="run">The code.</param>
public class Orchestration<TInput, TOutput>(
    string name,
    Func<OrchestrationContext<TInput, TOutput>, TInput, Task<TOutput>> run
)
{
    /// <summary>The name under which it is registered and recorded.</summary>
    public string Name { get; } = Names.Checked(name, nameof(name));

    /// <summary>The code.</summary>
    public Func<OrchestrationContext<TInput, TOutput>, TInput, Task<TOutput>> Run { get; } =
        run ?? throw new ArgumentNullException(nameof(run));

    /// <summary>Shows the name.</summary>
    public sealed override string ToString() => Name;

    internal async Task<string> RunEncoded(OrchestrationRun execution, string input)
    {
        var context = new OrchestrationContext<TInput, TOutput>(execution);
        var decoded = execution.Codec.Decode<TInput>(input, $"the input of orchestration '{Name}'");
        var output = await (Run(context, decoded) ?? throw Names.NoTask($"orchestration '{Name}'"));
        return execution.Codec.Encode(output, $"the output of orchestration '{Name}'");
    }
}
