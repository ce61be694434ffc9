namespace Duroxide.Generators;

/// <summary>Writes the registration of all code of an assembly.</summary>
static class RegistrationWriter
{
    public static string Write(ValueArray<ContainerFile> files, Surroundings surroundings)
    {
        string[] usings = surroundings.HasHosting
            ? ["Duroxide.Hosting", "Microsoft.CodeAnalysis"]
            : ["Microsoft.CodeAnalysis"];
        var lines = Lines.OfFile("Duroxide", usings);
        lines
            .Add("")
            .Add(
                "/// <summary>Registers the orchestrations and activities that this assembly declares by attributes.</summary>"
            )
            .Add("[Embedded]")
            .Open("static class DeclaredCode");
        lines.AddMembers([
            WriteRegistry(files),
            .. surroundings.HasHosting ? [WriteHost(files)] : Array.Empty<string>(),
        ]);
        return lines.Close().ToString();
    }

    static string WriteRegistry(ValueArray<ContainerFile> files)
    {
        var added = files
            .SelectMany(file => file.Codes)
            .Select(code => $".Add({NameOf(code.Container)}.{code.Handle}{VersionOf(code)})");
        return $"""
            /// <summary>Adds all of them.</summary>
            public static RegistryBuilder AddFromAssembly(this RegistryBuilder registry) =>
                registry
            {Text.Indented(string.Join("\n", added), 2)};
            """;
    }

    // A host is asked, before it starts, whether it has the services that activities want.
    static string WriteHost(ValueArray<ContainerFile> files)
    {
        var injected =
            from code in files.SelectMany(file => file.Codes)
            where code.IsInjected
            select $".RequireServicesOf<{NameOf(code.Container)}>({Text.Literal(code.Name)})";
        return $"""
            /// <summary>Adds all of them, and lets the host start only if it has the services that the activities ask for.</summary>
            public static DuroxideBuilder AddFromAssembly(this DuroxideBuilder duroxide) =>
                duroxide
            {Text.Indented(
                string.Join("\n", injected.Prepend(".Register(registry => registry.AddFromAssembly())")),
                2
            )};
            """;
    }

    static string VersionOf(Code code) =>
        code.Orchestration?.Version.Text is { } version and not DeclaredVersion.Initial
            ? $", SemanticVersion.Parse({Text.Literal(version)})"
            : "";

    // The file lies in our namespace, where names of others might mean something of ours.
    static string NameOf(Container container) =>
        container.Namespace.Length > 0
            ? $"global::{container.Namespace}.{container.Path}"
            : $"global::{container.Path}";
}
