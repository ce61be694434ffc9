using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Generators;

/// <summary>A place in the source that keeps no syntax tree alive.</summary>
sealed record Place(string File, TextSpan Span, LinePositionSpan Lines)
{
    public static Place? Of(Location? location) =>
        location?.SourceTree is { } tree ? new(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    public Location ToLocation() => Location.Create(File, Span, Lines);
}
