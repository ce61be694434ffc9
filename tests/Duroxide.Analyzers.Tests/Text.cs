using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Duroxide.Analyzers.Tests;

/// <summary>A file of a project that is no code.</summary>
sealed class Text(string path, string content) : AdditionalText
{
    public string Content => content;

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
}
