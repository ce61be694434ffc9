using System.Text;

namespace OrderFulfilment;

/// <summary>Splits a line at its commas; a field in quotes may hold commas, and a doubled quote stands for one.</summary>
static class CsvLine
{
    /// <summary>The fields; null when a quote is not closed.</summary>
    public static string[]? Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            var sign = line[at];
            if (sign == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (sign == '"')
            {
                quoted = !quoted;
            }
            else if (sign == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(sign);
            }
        }
        fields.Add(field.ToString().Trim());
        return quoted ? null : [.. fields];
    }
}
