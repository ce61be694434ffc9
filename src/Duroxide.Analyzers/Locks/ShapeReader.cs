namespace Duroxide.Analyzers;

/// <summary>Reads the text of a shape.</summary>
sealed class ShapeReader
{
    // A file that somebody damaged must not exhaust the stack of the compiler.
    const int Deepest = 100;

    readonly string text;
    int at;

    ShapeReader(string text) => this.text = text;

    public static Shape Read(string text)
    {
        var reader = new ShapeReader(text);
        return reader.ReadShape(0) is { } shape && reader.at == text.Length
            ? shape
            : new(ShapeKind.Unreadable, text, []);
    }

    Shape? ReadShape(int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }
        var shape =
            Takes('[') ? ReadSequence(depth)
            : Takes('(') ? Made(ShapeKind.Tuple, "", ReadParts(')', () => Unnamed(depth)))
            : Takes('{') ? ReadObject(depth)
            : ReadWord(depth);
        return shape is not null && Takes('?') ? shape with { MayBeNull = true } : shape;
    }

    Shape? ReadSequence(int depth) =>
        ReadShape(depth + 1) is { } element && Takes(']') ? new(ShapeKind.Sequence, "", [new("", element)]) : null;

    Shape? ReadObject(int depth)
    {
        if (!Takes('*'))
        {
            return Made(ShapeKind.Members, "", ReadParts('}', () => Labelled(depth)));
        }
        var key = Word();
        return Takes(':') && ReadShape(depth + 1) is { } value && Takes('}')
            ? new(ShapeKind.Table, key, [new("", value)])
            : null;
    }

    Shape? ReadWord(int depth)
    {
        var word = Word();
        if (word.Length == 0)
        {
            return null;
        }
        if (Takes('<'))
        {
            return Made(ShapeKind.Named, word, ReadParts('>', () => Unnamed(depth)));
        }
        if (!Takes('('))
        {
            return word == PayloadShape.Choice ? new(ShapeKind.Choice, "", []) : new(ShapeKind.Named, word, []);
        }
        return word == PayloadShape.Choice
            ? Made(ShapeKind.Choice, "", ReadParts(')', ReadChoice))
            : Made(ShapeKind.Cases, word, ReadParts(')', () => Labelled(depth)));
    }

    ShapePart? ReadChoice()
    {
        var word = Word();
        var space = word.IndexOf(' ');
        return word.Length == 0 ? null
            : space < 0 || word[0] == '"' ? new(word, new(ShapeKind.Named, "", []))
            : new(word.Substring(space + 1), new(ShapeKind.Named, word.Substring(0, space), []));
    }

    ShapePart? Unnamed(int depth) => ReadShape(depth + 1) is { } shape ? new("", shape) : null;

    ShapePart? Labelled(int depth)
    {
        var label = Word();
        var mayBeMissing = Takes('?');
        return label.Length > 0 && Takes(':') && ReadShape(depth + 1) is { } shape
            ? new(label, shape, mayBeMissing)
            : null;
    }

    static Shape? Made(ShapeKind kind, string name, ImmutableArray<ShapePart>? parts) =>
        parts is { } read ? new(kind, name, read) : null;

    ImmutableArray<ShapePart>? ReadParts(char end, Func<ShapePart?> read)
    {
        var parts = ImmutableArray.CreateBuilder<ShapePart>();
        while (!Takes(end))
        {
            if ((parts.Count > 0 && !Takes(',')) || read() is not { } part)
            {
                return null;
            }
            parts.Add(part);
        }
        return parts.ToImmutable();
    }

    bool Takes(char sign)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        if (at == text.Length || text[at] != sign)
        {
            return false;
        }
        at++;
        return true;
    }

    // A word that has signs of its own stands in quotes.
    string Word()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
        var start = at;
        var isQuoted = false;
        while (at < text.Length && (isQuoted || !IsSign(text[at])))
        {
            isQuoted ^= text[at] == '"';
            at += isQuoted && text[at] == '\\' && at + 1 < text.Length ? 2 : 1;
        }
        return text.Substring(start, at - start).TrimEnd();
    }

    static bool IsSign(char sign) =>
        sign is ',' or ':' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '<' or '>' or '*';
}
