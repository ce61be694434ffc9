using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Duroxide.Analyzers;

/// <summary>A name as far as the source tells it: a constant, or the fixed parts of a text with holes.</summary>
/// <param name="Parts">What is fixed, with a hole between two; empty when nothing is known.</param>
readonly record struct NameText(ImmutableArray<string> Parts)
{
    /// <summary>The whole name; null where it has holes.</summary>
    public string? Constant => Parts is [var only] ? only : null;

    public bool IsKnown => !Parts.IsEmpty;

    public static NameText Of(ExpressionSyntax expression, SemanticModel model)
    {
        if (model.GetConstantValue(expression).Value is string constant)
        {
            return new([constant]);
        }
        if (expression is not InterpolatedStringExpressionSyntax text)
        {
            return new([]);
        }
        var parts = ImmutableArray.CreateBuilder<string>();
        var current = "";
        foreach (var content in text.Contents)
        {
            if (content is InterpolatedStringTextSyntax fixedPart)
            {
                current += fixedPart.TextToken.ValueText;
            }
            else
            {
                parts.Add(current);
                current = "";
            }
        }
        parts.Add(current);
        return new(parts.ToImmutable());
    }

    /// <summary>Whether the name can be another one, whatever stands in its holes.</summary>
    public bool Fits(string name)
    {
        if (Constant is { } constant)
        {
            return constant == name;
        }
        if (!IsKnown || !name.StartsWith(Parts[0], StringComparison.Ordinal))
        {
            return false;
        }
        var at = Parts[0].Length;
        for (var index = 1; index < Parts.Length - 1; index++)
        {
            var found = name.IndexOf(Parts[index], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }
            at = found + Parts[index].Length;
        }
        var end = Parts[Parts.Length - 1];
        return name.Length - at >= end.Length && name.EndsWith(end, StringComparison.Ordinal);
    }

    /// <summary>How many letters must change to make one name of another.</summary>
    public static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[other.Length];
    }
}
