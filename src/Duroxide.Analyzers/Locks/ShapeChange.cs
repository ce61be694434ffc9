namespace Duroxide.Analyzers;

/// <summary>Tells whether texts of one shape can be read as another.</summary>
static class ShapeChange
{
    /// <summary>Whether what was written before is read by the new shape: members may go, and come where they may be missing.</summary>
    public static bool IsReadable(string before, string now)
    {
        if (before == now || now == $"{before}?")
        {
            return true;
        }
        if (Members(before) is not { } old || Members(now) is not { } members)
        {
            return false;
        }
        return members.All(member =>
            old.TryGetValue(member.Key, out var was)
                ? IsReadable(was, member.Value)
                : member.Value.EndsWith("?", StringComparison.Ordinal)
        );
    }

    static Dictionary<string, string>? Members(string shape)
    {
        if (!shape.StartsWith("{", StringComparison.Ordinal) || !shape.EndsWith("}", StringComparison.Ordinal))
        {
            return null;
        }
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
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
                    members[member.Substring(0, colon)] = member.Substring(colon + 2);
                }
                start = at + 1;
            }
        }
        return members;
    }
}
