using System.Globalization;

namespace Duroxide.Core;

/// <summary>The words for what is larger than a limit allows.</summary>
public static class LimitText
{
    /// <summary>Says how large it is, which option forbids that, and what to do.</summary>
    /// <param name="what">What is too large, in words.</param>
    /// <param name="amount">How large it is.</param>
    /// <param name="limit">How large it may be.</param>
    /// <param name="option">The name of the option of <see cref="Limits"/>.</param>
    public static string Exceeded(string what, long amount, long limit, string option)
    {
        var unit = option.EndsWith("Bytes", StringComparison.Ordinal) ? " bytes" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} is {amount}{unit} and exceeds limit {limit}{unit} (Limits.{option}). {Advice(option)}, or raise the limit."
        );
    }

    static string Advice(string option) =>
        option switch
        {
            nameof(Limits.NameBytes) or nameof(Limits.TagBytes) => "Choose a shorter one",
            nameof(Limits.ValueKeys) => "Clear the keys that are not needed any more",
            nameof(Limits.CarriedMessages) => "Read messages before continuing as new",
            nameof(Limits.HistoryEvents) or nameof(Limits.HistoryBytes) => "Continue as new before it is full",
            nameof(Limits.AsksPerRun) => "Await some of them before asking for more",
            _ => "Keep the data elsewhere and pass a reference",
        };
}
