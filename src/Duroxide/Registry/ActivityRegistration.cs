namespace Duroxide;

/// <summary>An activity as a worker runs it.</summary>
sealed class ActivityRegistration
{
    readonly Func<ActivityContext, string, PayloadCodec, Task<string>> run;

    internal ActivityRegistration(string name, Func<ActivityContext, string, PayloadCodec, Task<string>> run)
    {
        Name = name;
        this.run = run;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type of its output; null for one that writes text itself.</summary>
    internal Type? Output { get; init; }

    /// <summary>Runs the activity on encoded input and gives encoded output; what the code throws comes out.</summary>
    /// <remarks><see cref="Failures.OfActivity"/> makes the answer of an exception.</remarks>
    internal Task<string> RunAsync(ActivityContext context, string input, PayloadCodec codec) =>
        run(context, input, codec);
}
