namespace Duroxide.Generators;

/// <summary>Writes the file of a class with declared code.</summary>
static class ContainerWriter
{
    static readonly string[] Services = ["Duroxide.Hosting", "Microsoft.Extensions.DependencyInjection"];

    public static string Write(ContainerFile file)
    {
        var injects = file.Codes.Any(code => code.IsInjected);
        var usings = TypeNames.Usings.Concat(injects ? Services : []).OrderBy(UsingOrder, StringComparer.Ordinal);
        var lines = Lines.OfFile(file.Container.Namespace, usings);
        WriteHandles(lines, file);
        WriteCalls(lines, file);
        foreach (var code in file.Orchestrations.Where(code => file.HasClient && file.IsCalled(code)))
        {
            lines.Add("");
            InstanceWriter.Write(lines, code);
        }
        return lines.ToString();
    }

    static void WriteHandles(Lines lines, ContainerFile file)
    {
        lines.Add("");
        foreach (var header in file.Container.Headers)
        {
            lines.Open(header);
        }
        lines.AddMembers([
            .. file.Codes.Select(HandleWriter.Write),
            .. file.Orchestrations.SelectMany(HandleWriter.WriteChannels).Distinct(),
        ]);
        foreach (var _ in file.Container.Headers)
        {
            lines.Close();
        }
    }

    static void WriteCalls(Lines lines, ContainerFile file)
    {
        var called = file.Codes.Where(file.IsCalled).ToList();
        if (called.Count == 0)
        {
            return;
        }
        lines
            .Add("")
            .Add($"/// <summary>Calls by name of what <c>{file.Container.Path}</c> declares.</summary>")
            .Open($"{(called.Exists(code => code.IsPublic) ? "public " : "")}static class {file.Container.Calls}")
            .AddMembers([
                .. called.Select(CallWriter.Write),
                .. file.Signals.Select(CallWriter.Write),
                .. called
                    .Where(code => code.Orchestration is not null && file.HasClient)
                    .Select(CallWriter.WriteInstance),
            ])
            .Close();
    }

    // Those of the framework come first.
    static string UsingOrder(string used) =>
        used.StartsWith("System", StringComparison.Ordinal) ? $"0{used}" : $"1{used}";
}
