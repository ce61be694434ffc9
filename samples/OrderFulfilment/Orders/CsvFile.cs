using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrderFulfilment;

/// <summary>Reads a file of comma-separated lines under a fixed header, and notes which lines it cannot read.</summary>
static class CsvFile
{
    const int LongestField = 500;

    /// <exception cref="InvalidDataException">The file is empty, or has another header.</exception>
    public static CsvContent<T> Read<T>(string path, string header, Func<string[], Parsed<T>> parse)
    {
        var rows = new List<CsvRow<T>>();
        var problems = new List<Problem>();
        var columns = header.Split(',').Length;
        var number = 0;
        foreach (var line in Lines.Read(path))
        {
            number++;
            if (number == 1 && line.Trim() != header)
            {
                throw new InvalidDataException(
                    $"{path}, line {number}: the first line must be '{header}', but is '{Shortened(line)}'"
                );
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
            throw new InvalidDataException($"{path}: the file is empty; its first line must be '{header}'");
        }
        return new(rows, problems);
    }

    static Parsed<T> Parse<T>(string line, int columns, Func<string[], Parsed<T>> parse)
    {
        var fields = Split(line);
        return fields is null ? "a quote is not closed, or stands inside a field without quotes"
            : fields.Length != columns ? $"{fields.Length} fields instead of {columns}"
            : Array.Find(fields, IsNoText) is { } field
                ? $"'{Shortened(field)}' has more than {LongestField} characters, or one that cannot be shown"
            : parse(fields);
    }

    static bool IsNoText(string field) => field.Length > LongestField || field.Any(char.IsControl);

    static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";

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
