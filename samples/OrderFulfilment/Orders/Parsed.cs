namespace OrderFulfilment;

/// <summary>A value, or why there is none.</summary>
readonly record struct Parsed<T>(T? Value, string? Error)
{
    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(string error) => new(default, error);
}
