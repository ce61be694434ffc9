namespace Duroxide;

/// <summary>The name of an activity with the types of its input and output: all that those who call it need to know.</summary>
/// <remarks>Use it where the code is registered elsewhere, as a class of a host or in another program.</remarks>
/// <param name="name">The name under which it is registered and recorded.</param>
public class ActivityName<TInput, TOutput>(string name)
{
    /// <summary>The name under which it is registered and recorded.</summary>
    public string Name { get; } = Names.Checked(name, nameof(name));

    /// <summary>Shows the name.</summary>
    public sealed override string ToString() => Name;
}
