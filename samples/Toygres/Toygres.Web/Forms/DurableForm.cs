namespace Toygres.Web;

/// <summary>A durable function that is to begin, or what one is told.</summary>
public sealed class DurableForm
{
    /// <summary>The statement, or the function.</summary>
    public string? Statement { get; set; }

    /// <summary>What people call it.</summary>
    public string? Label { get; set; }

    /// <summary>A variable on each line.</summary>
    public string? Variables { get; set; }

    /// <summary>The name of a signal.</summary>
    public string? Signal { get; set; }

    /// <summary>What the signal brings.</summary>
    public string? Data { get; set; }

    /// <summary>Why one is to end.</summary>
    public string? Reason { get; set; }

    /// <summary>What is to begin; null when something is wrong with it.</summary>
    internal DurableStart? Read(Problems problems)
    {
        if (string.IsNullOrWhiteSpace(Statement))
        {
            problems.Add(nameof(Statement), "Write a statement, or a function.");
        }
        var variables = TagText.Read(Variables, nameof(Variables), "variable", problems);
        return problems.Any
            ? null
            : new DurableStart(Statement!, string.IsNullOrWhiteSpace(Label) ? null : Label.Trim(), variables);
    }
}
