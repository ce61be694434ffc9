namespace Duroxide.Runtime;

/// <summary>Writes and reads divergences.</summary>
static class DivergenceCodec
{
    public static void Write(WireWriter writer, Divergence divergence)
    {
        writer.BeginObject(WireFields.Divergence);
        writer.Number(WireFields.At, divergence.At.Value);
        writer.Text(WireFields.Recorded, divergence.Recorded);
        writer.OptionalText(WireFields.Asked, divergence.Asked);
        writer.Text(WireFields.Cause, Word(divergence.Cause));
        writer.BeginList(WireFields.Steps);
        foreach (var step in divergence.Steps)
        {
            writer.BeginObject();
            if (step.Id is { } id)
            {
                writer.Number(WireFields.Id, id.Value);
            }
            writer.OptionalText(WireFields.Recorded, step.Recorded);
            writer.OptionalText(WireFields.Asked, step.Asked);
            writer.EndObject();
        }
        writer.EndList();
        writer.EndObject();
    }

    public static Divergence Read(ref WireReader reader)
    {
        reader.BeginObject(WireFields.Divergence);
        var divergence = new Divergence(
            new(reader.Number(WireFields.At)),
            reader.Text(WireFields.Recorded),
            reader.OptionalText(WireFields.Asked),
            CauseOf(reader.Word(WireFields.Cause)),
            ReadSteps(ref reader)
        );
        reader.EndObject();
        return divergence;
    }

    static ValueList<AlignedStep> ReadSteps(ref WireReader reader)
    {
        var steps = new List<AlignedStep>();
        reader.BeginList(WireFields.Steps);
        while (reader.HasItem)
        {
            reader.BeginObject();
            EventId? id = reader.Has(WireFields.Id) ? new EventId(reader.Number(WireFields.Id)) : null;
            var recorded = reader.OptionalText(WireFields.Recorded);
            steps.Add(new(id, recorded, reader.OptionalText(WireFields.Asked)));
            reader.EndObject();
        }
        reader.EndList();
        return steps.ToValueList();
    }

    static string Word(DivergenceCause cause) =>
        cause switch
        {
            DivergenceCause.Added => "Added",
            DivergenceCause.Removed => "Removed",
            DivergenceCause.Reordered => "Reordered",
            DivergenceCause.Renamed => "Renamed",
            DivergenceCause.Changed => "Changed",
            DivergenceCause.EndedEarlier => "EndedEarlier",
            DivergenceCause.Unpatched => "Unpatched",
        };

    static DivergenceCause CauseOf(string word) =>
        word switch
        {
            "Added" => DivergenceCause.Added,
            "Removed" => DivergenceCause.Removed,
            "Reordered" => DivergenceCause.Reordered,
            "Renamed" => DivergenceCause.Renamed,
            "Changed" => DivergenceCause.Changed,
            "EndedEarlier" => DivergenceCause.EndedEarlier,
            "Unpatched" => DivergenceCause.Unpatched,
            _ => throw WireReader.Unknown(word),
        };
}
