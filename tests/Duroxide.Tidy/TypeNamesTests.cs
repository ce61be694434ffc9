namespace Duroxide.Tidy;

/// <summary>Types are written as they stand in the code, with a question mark where there is one and nowhere else.</summary>
public class TypeNamesTests
{
    [Theory]
    [InlineData(nameof(IShapes<>.Bare), "T")]
    [InlineData(nameof(IShapes<>.Marked), "T?")]
    [InlineData(nameof(IShapes<>.Within), "Func<T, Task<T?>>")]
    [InlineData(nameof(IShapes<>.Text), "string?")]
    [InlineData(nameof(IShapes<>.Array), "string?[]")]
    [InlineData(nameof(IShapes<>.Deep), "IReadOnlyDictionary<string, T[]?>?")]
    [InlineData(nameof(IShapes<>.Number), "int?")]
    [InlineData(nameof(IShapes<>.Pair), "ValueTuple<int, T, string?>")]
    [InlineData(nameof(IShapes<>.MaybePair), "KeyValuePair<T?, string>?")]
    [InlineData(nameof(IShapes<>.Nested), "Dictionary<T, string?>.KeyCollection?")]
    public void A_property_is_written_as_in_the_code(string property, string written) =>
        Assert.Equal(written, TypeNames.Of(typeof(IShapes<>).GetProperty(property)!));

    [Fact]
    public void Parameters_and_results_are_written_as_in_the_code()
    {
        var method = typeof(IShapes<>).GetMethod(nameof(IShapes<>.Change))!;

        Assert.Equal("TOut", TypeNames.Of(method.ReturnParameter));
        Assert.Equal(["T", "TOut?", "Task<TOut?>", "string", "string?"], method.GetParameters().Select(TypeNames.Of));
    }

    internal interface IShapes<T>
        where T : notnull
    {
        T Bare { get; }

        T? Marked { get; }

        Func<T, Task<T?>> Within { get; }

        string? Text { get; }

        string?[] Array { get; }

        IReadOnlyDictionary<string, T[]?>? Deep { get; }

        int? Number { get; }

        (int, T, string?) Pair { get; }

        KeyValuePair<T?, string>? MaybePair { get; }

        Dictionary<T, string?>.KeyCollection? Nested { get; }

        TOut Change<TOut>(T one, TOut? two, Task<TOut?> three, string four, string? five);
    }
}
