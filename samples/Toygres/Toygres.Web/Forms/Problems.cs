namespace Toygres.Web;

/// <summary>What is wrong with a form: with a field of it, or with all of it.</summary>
public sealed class Problems
{
    private readonly Dictionary<string, string> fields = [];

    /// <summary>What is wrong with no field of its own; null for nothing.</summary>
    public string? Whole { get; private set; }

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => Whole is not null || fields.Count > 0;

    /// <summary>What is wrong with a field; null for nothing.</summary>
    public string? Of(string field) => fields.GetValueOrDefault(field);

    /// <summary>Says what is wrong with a field. What was said first stays.</summary>
    public void Add(string field, string problem) => fields.TryAdd(field, problem);

    /// <summary>Says what is wrong with the whole.</summary>
    public void Refuse(string reason) => Whole = reason;
}
