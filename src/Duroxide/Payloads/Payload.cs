namespace Duroxide;

/// <summary>An encoded input or output as it stands in history, passed on without a converter.</summary>
/// <param name="Text">The encoded text.</param>
public readonly record struct Payload(string Text)
{
    /// <summary>Shows the text.</summary>
    public override string ToString() => Text;
}
