namespace Duroxide.Generators;

/// <summary>Writes the JSON of the payloads of declared code into the class with <c>[PayloadJson]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PayloadGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var syntax = context.SyntaxProvider;
        var readings = syntax
            .ForAttributeWithMetadataName("Duroxide.PayloadJsonAttribute", (_, _) => true, PayloadClassReader.Read)
            .Where(reading => reading is not null)
            .Select((reading, _) => reading!);
        context.RegisterSourceOutput(
            readings.SelectMany((reading, _) => reading.Findings),
            (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic())
        );

        var declared = syntax
            .ForAttributeWithMetadataName(
                "Duroxide.OrchestrationAttribute",
                (_, _) => true,
                PayloadRoots.OfOrchestration
            )
            .Collect()
            .Combine(
                syntax
                    .ForAttributeWithMetadataName("Duroxide.ActivityAttribute", (_, _) => true, PayloadRoots.OfActivity)
                    .Collect()
            )
            .Select((all, _) => all.Left.Concat(all.Right).SelectMany(types => types).ToValues());
        context.RegisterSourceOutput(
            readings
                .Where(reading => reading.Model is not null)
                .Select((reading, _) => reading.Model!)
                .Collect()
                .SelectMany((all, _) => FileNames.Of(all, json => json.Container))
                .Combine(declared),
            (output, all) =>
            {
                var (json, file) = all.Left;
                output.AddSource(file, PayloadJsonWriter.Write(json.Container, Distinct(json, all.Right)));
            }
        );
        context.RegisterSourceOutput(
            readings.Combine(declared).SelectMany((all, _) => Refusals(all.Left, all.Right)),
            (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic())
        );
    }

    static IEnumerable<Finding> Refusals(Reading<PayloadClass> reading, ValueArray<PayloadType> declared) =>
        from json in new[] { reading.Model }
        where json is not null
        from type in json.Types.Concat(declared).Where(type => type.Refusal is not null).Distinct()
        let arguments = new[] { type.Name.Replace("global::", ""), type.Refusal!, json.Container.Path }
        select new Finding(Rules.Payload, reading.Place, arguments.ToValues());

    static IEnumerable<PayloadType> Distinct(PayloadClass json, ValueArray<PayloadType> declared) =>
        json
            .Types.Concat(declared)
            .Where(type => type.Refusal is null)
            .GroupBy(type => type.Name)
            .Select(same => same.First());
}
