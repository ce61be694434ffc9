namespace Duroxide.Analyzers;

/// <summary>Tells whether texts of one shape can be read as another.</summary>
static class ShapeChange
{
    /// <summary>Whether both are written as the same texts: what may be missing or null is written as it is.</summary>
    public static bool IsWrittenAlike(string before, string now) => before.Replace("?", "") == now.Replace("?", "");

    /// <summary>Whether what was written before is read by the new shape: members may go, and come where they may be missing.</summary>
    public static bool IsReadable(string before, string now)
    {
        if (IsWrittenAlike(before, now))
        {
            return true;
        }
        if (Elements(before) is { } oldElements && Elements(now) is { } elements)
        {
            return IsReadable(oldElements, elements);
        }
        if (Members(before.TrimEnd('?')) is not { } old || Members(now.TrimEnd('?')) is not { } members)
        {
            return false;
        }
        return members.All(member =>
            old.TryGetValue(member.Key, out var was)
                ? IsReadable(was.Shape, member.Value.Shape)
                : member.Value.MayBeMissing
        );
    }

    static string? Elements(string shape)
    {
        var array = shape.TrimEnd('?');
        return array.StartsWith("[", StringComparison.Ordinal) ? array.Substring(1, array.Length - 2) : null;
    }

    static Dictionary<string, (string Shape, bool MayBeMissing)>? Members(string shape)
    {
        if (!shape.StartsWith("{", StringComparison.Ordinal) || !shape.EndsWith("}", StringComparison.Ordinal))
        {
            return null;
        }
        var members = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        var (depth, start) = (0, 1);
        for (var at = 1; at < shape.Length; at++)
        {
            depth +=
                shape[at] is '{' or '[' or '(' ? 1
                : shape[at] is '}' or ']' or ')' ? -1
                : 0;
            if ((depth == 0 && shape[at] == ',') || depth < 0)
            {
                var member = shape.Substring(start, at - start).Trim();
                if (member.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0)
                {
                    var (name, type) = (member.Substring(0, colon), member.Substring(colon + 2));
                    members[name.TrimEnd('?')] = (
                        type,
                        member[colon - 1] == '?' || type.EndsWith("?", StringComparison.Ordinal)
                    );
                }
                start = at + 1;
            }
        }
        return members;
    }
}
