using System.Text;

namespace Duroxide.Analyzers;

/// <summary>The text of a <c>durable.lock</c>: what is deployed, one thing behind the other.</summary>
static class LockFile
{
    /// <summary>How the file is called.</summary>
    public const string Name = "durable.lock";

    const string Header = "# What is deployed. `duroxide lock` writes this file; commit it with each release.";
    const string Indent = "    ";

    public static string Write(IEnumerable<Released> released)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (
            var each in released
                .OrderBy(each => each.Kind)
                .ThenBy(each => each.Name, StringComparer.Ordinal)
                .ThenBy(each => each.Version, StringComparer.Ordinal)
        )
        {
            text.Append('\n')
                .Append(each.Kind == NamedKind.Activity ? "activity " : "orchestration ")
                .Append(each.Name);
            text.Append(each.Version.Length == 0 ? "" : $" @ {each.Version}").Append('\n');
            text.Append(Indent).Append("input ").Append(each.Input).Append('\n');
            text.Append(Indent).Append("output ").Append(each.Output).Append('\n');
            if (each.Kind == NamedKind.Orchestration)
            {
                text.Append(Indent).Append("body ").Append(string.Join(" ", each.Body)).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>What a file says, each with the number of its line. Lines that say nothing known are passed over.</summary>
    public static ImmutableArray<(Released Released, int Line)> Read(IEnumerable<string> lines)
    {
        var read = ImmutableArray.CreateBuilder<(Released, int)>();
        var number = -1;
        foreach (var line in lines)
        {
            number++;
            if (Headed(line, "activity ") is { } activity)
            {
                read.Add((new(NamedKind.Activity, activity, "", "", "", []), number));
            }
            else if (Headed(line, "orchestration ") is { } orchestration)
            {
                var at = orchestration.LastIndexOf(" @ ", StringComparison.Ordinal);
                var name = at < 0 ? orchestration : orchestration.Substring(0, at);
                var version = at < 0 ? "" : orchestration.Substring(at + 3);
                read.Add((new(NamedKind.Orchestration, name, version, "", "", []), number));
            }
            else if (read.Count > 0)
            {
                var (last, place) = read[read.Count - 1];
                read[read.Count - 1] = (With(last, line), place);
            }
        }
        return read.ToImmutable();
    }

    static Released With(Released released, string line) =>
        Headed(line, $"{Indent}input ") is { } input ? released with { Input = input }
        : Headed(line, $"{Indent}output ") is { } output ? released with { Output = output }
        : Headed(line, $"{Indent}body") is { } body
            ? released with
            {
                Body = [.. body.Split([' '], StringSplitOptions.RemoveEmptyEntries)],
            }
        : released;

    static string? Headed(string line, string head) =>
        line.StartsWith(head, StringComparison.Ordinal) ? line.Substring(head.Length).TrimEnd() : null;
}
