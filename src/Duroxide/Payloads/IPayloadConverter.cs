namespace Duroxide;

/// <summary>Turns inputs, outputs, events and values into text and back.</summary>
/// <remarks>The same value must give the same text at all times and on every machine, because replay compares inputs as text.</remarks>
public interface IPayloadConverter
{
    /// <summary>Writes a value as text.</summary>
    string Encode<T>(T value);

    /// <summary>Reads a value from text; any exception says that the text does not fit the type.</summary>
    T Decode<T>(string text);
}
