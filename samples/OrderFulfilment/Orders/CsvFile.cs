using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrderFulfilment;

/// <summary>Reads a file of comma-separated lines under a fixed header, and notes which lines it cannot read.</summary>
static class CsvFile
{
    public static CsvContent<T> Read<T>(string path, string header, Func<string[], Parsed<T>> parse)
    {
        var rows = new List<CsvRow<T>>();
        var problems = new List<Problem>();
        var columns = header.Split(',').Length;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line.Trim() != header)
            {
                problems.Add(new(path, number, $"the first line must be '{header}', but is '{line}'"));
                break;
            }
            if (number == 1 || string.IsNullOrWhiteSpace(line))
            {
                continue;
            }
            var parsed = Parse(line, columns, parse);
            if (parsed.Error is { } error)
            {
                problems.Add(new(path, number, error));
            }
            else
            {
                rows.Add(new(number, parsed.Value!));
            }
        }
        if (number == 0)
        {
            problems.Add(new(path, 1, $"the file is empty; its first line must be '{header}'"));
        }
        return new(rows, problems);
    }

    static Parsed<T> Parse<T>(string line, int columns, Func<string[], Parsed<T>> parse)
    {
        var fields = Split(line);
        return fields is null ? "a quote is not closed, or stands inside a field without quotes"
            : fields.Length != columns ? $"{fields.Length} fields instead of {columns}"
            : parse(fields);
    }

    /// <summary>The fields; null when a quote is out of place.</summary>
    // Each line is parsed by itself, so that a quote that is never closed spoils its own line and not all that follow.
    static string[]? Split(string line)
    {
        var sound = true;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => sound = false,
        };
        using var parser = new CsvParser(new StringReader(line), configuration);
        // What is out of place is told when the fields are read.
        var fields = parser.Read() ? parser.Record : null;
        return sound ? fields : null;
    }
}
