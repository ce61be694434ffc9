using System.Text;

namespace Duroxide.Analyzers;

/// <summary>The text of a <c>durable.lock</c>: what is deployed, one thing behind the other.</summary>
static class LockFile
{
    /// <summary>How the file is called.</summary>
    public const string Name = "durable.lock";

    const string Header = "# What is deployed. `duroxide lock` writes this file; commit it with each release.";
    const string Indent = "    ";
    const string Unwritten = "it is no line that 'duroxide lock' writes";
    const string Conflict = "a merge left it";

    static readonly string[] Conflicts = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

    /// <summary>Whether a file of a project is this one.</summary>
    public static bool Is(AdditionalText file) =>
        file.Path.EndsWith($"/{Name}", StringComparison.Ordinal)
        || file.Path.EndsWith($"\\{Name}", StringComparison.Ordinal)
        || file.Path == Name;

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
            foreach (var patch in each.Patches)
            {
                text.Append(Indent).Append("patch ").Append(patch.Value).Append(' ').Append(patch.Key).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>What a file says, each with the number of its line.</summary>
    public static ImmutableArray<(Released Released, int Line)> Read(IEnumerable<string> lines) =>
        Parse(lines).Released;

    /// <summary>The numbers of the lines at which a file is damaged, and what is wrong there.</summary>
    public static ImmutableArray<(int Line, string Problem)> Problems(IEnumerable<string> lines) =>
        Parse(lines).Problems;

    static (ImmutableArray<(Released Released, int Line)> Released, ImmutableArray<(int, string)> Problems) Parse(
        IEnumerable<string> lines
    )
    {
        var read = ImmutableArray.CreateBuilder<(Released Released, int Line)>();
        var problems = ImmutableArray.CreateBuilder<(int, string)>();
        var known = new HashSet<(NamedKind, string, string)>();
        var number = -1;
        foreach (var line in lines)
        {
            number++;
            if (Begun(line) is { } begun)
            {
                read.Add((begun, number));
                if (!known.Add(begun.Key))
                {
                    problems.Add((number, "it stands in the file a second time"));
                }
            }
            else if (read.Count > 0 && With(read[read.Count - 1].Released, line) is { } more)
            {
                read[read.Count - 1] = (more, read[read.Count - 1].Line);
            }
            else if (line.Trim().Length > 0 && line[0] != '#')
            {
                var isConflict = Conflicts.Any(mark => line.StartsWith(mark, StringComparison.Ordinal));
                problems.Add((number, isConflict ? Conflict : Unwritten));
            }
        }
        problems.AddRange(
            from each in read
            where each.Released.Input.Length == 0 || each.Released.Output.Length == 0 || each.Released.Body.IsDefault
            select (each.Line, "lines are missing behind it")
        );
        return (
            [
                .. read.Select(each =>
                    (each.Released.Body.IsDefault ? each.Released with { Body = [] } : each.Released, each.Line)
                ),
            ],
            problems.ToImmutable()
        );
    }

    // The body of an orchestration comes with a line of its own.
    static Released? Begun(string line)
    {
        if (Headed(line, "activity ") is { Length: > 0 } activity)
        {
            return new(NamedKind.Activity, activity, "", "", "", [], NoPatches);
        }
        if (Headed(line, "orchestration ") is not { Length: > 0 } orchestration)
        {
            return null;
        }
        var at = orchestration.LastIndexOf(" @ ", StringComparison.Ordinal);
        var name = at < 0 ? orchestration : orchestration.Substring(0, at);
        var version = at < 0 ? "" : orchestration.Substring(at + 3);
        return new(NamedKind.Orchestration, name, version, "", "", default, NoPatches);
    }

    static ImmutableSortedDictionary<string, string> NoPatches { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    static Released? With(Released released, string line) =>
        Headed(line, $"{Indent}input ") is { } input ? released with { Input = input }
        : Headed(line, $"{Indent}output ") is { } output ? released with { Output = output }
        : Headed(line, $"{Indent}body") is { } body
            ? released with
            {
                Body = [.. body.Split([' '], StringSplitOptions.RemoveEmptyEntries)],
            }
        : Headed(line, $"{Indent}patch ") is { } patch && patch.IndexOf(' ') is var space and > 0
            ? released with
            {
                Patches = released.Patches.SetItem(patch.Substring(space + 1), patch.Substring(0, space)),
            }
        : null;

    static string? Headed(string line, string head) =>
        line.StartsWith(head, StringComparison.Ordinal) ? line.Substring(head.Length).TrimEnd() : null;
}
