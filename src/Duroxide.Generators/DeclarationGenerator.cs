namespace Duroxide.Generators;

/// <summary>Writes handles, calls, clients and the registration of code that is declared by attributes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DeclarationGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step whose outputs are the models of the files of classes.</summary>
    internal const string FilesStep = "Files";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(output => output.AddEmbeddedAttributeDefinition());
        var orchestrations = Read(context, "Orchestration", OrchestrationReader.Read);
        var activities = Read(context, "Activity", ActivityReader.Read);
        Tell(context, orchestrations, activities);

        var files = orchestrations
            .Select((reading, _) => reading.Model)
            .Collect()
            .Combine(activities.Select((reading, _) => reading.Model).Collect())
            .Combine(context.CompilationProvider.Select(Surroundings.Of))
            .Select((all, _) => (Files: FilesOf(all.Left.Left, all.Left.Right, all.Right), Surroundings: all.Right))
            .WithTrackingName(FilesStep);
        context.RegisterSourceOutput(
            files.SelectMany((all, _) => all.Files),
            (output, file) => output.AddSource(file.Name, ContainerWriter.Write(file))
        );
        context.RegisterSourceOutput(
            files,
            (output, all) =>
            {
                if (all.Files.Count > 0)
                {
                    output.AddSource(FileNames.Registration, RegistrationWriter.Write(all.Files, all.Surroundings));
                }
            }
        );
    }

    static IncrementalValuesProvider<Reading<Code>> Read(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, Reading<Code>?> read
    ) =>
        context
            .SyntaxProvider.ForAttributeWithMetadataName($"Duroxide.{attribute}Attribute", (_, _) => true, read)
            .Where(reading => reading is not null)
            .Select((reading, _) => reading!)
            .WithTrackingName(attribute);

    static ValueArray<ContainerFile> FilesOf(
        ImmutableArray<Code?> orchestrations,
        ImmutableArray<Code?> activities,
        Surroundings surroundings
    ) =>
        Declarations.Files(orchestrations.Concat(activities).Where(code => code is not null)!, surroundings).ToValues();

    static void Tell(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Reading<Code>> orchestrations,
        IncrementalValuesProvider<Reading<Code>> activities
    )
    {
        context.RegisterSourceOutput(orchestrations.SelectMany((reading, _) => reading.Findings), Report);
        context.RegisterSourceOutput(activities.SelectMany((reading, _) => reading.Findings), Report);
        var placed = orchestrations
            .Select((reading, _) => (reading.Model, reading.Place))
            .Collect()
            .Combine(activities.Select((reading, _) => (reading.Model, reading.Place)).Collect());
        context.RegisterSourceOutput(
            placed.SelectMany((all, _) => Declarations.Problems(Known(all.Left.Concat(all.Right)))),
            Report
        );
    }

    static IEnumerable<(Code Code, Place? Place)> Known(IEnumerable<(Code? Code, Place? Place)> codes) =>
        from each in codes
        where each.Code is not null
        select (each.Code, each.Place);

    static void Report(SourceProductionContext output, Finding finding) =>
        output.ReportDiagnostic(finding.ToDiagnostic());
}
