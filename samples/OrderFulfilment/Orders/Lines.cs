using System.Text;

namespace OrderFulfilment;

/// <summary>Reads a text line by line, and gives up on one that never ends, as of a device.</summary>
static class Lines
{
    const int Longest = 1024 * 1024;

    /// <exception cref="InvalidDataException">A line is longer than a million characters.</exception>
    public static IEnumerable<string> Read(string path)
    {
        using var file = new StreamReader(path);
        var line = new StringBuilder();
        for (var next = file.Read(); next >= 0; next = file.Read())
        {
            if (next == '\n')
            {
                yield return Ended(line);
                line.Clear();
            }
            else if (line.Append((char)next).Length > Longest)
            {
                throw new InvalidDataException($"'{path}' has a line of more than {Longest} characters.");
            }
        }
        if (line.Length > 0)
        {
            yield return Ended(line);
        }
    }

    static string Ended(StringBuilder line) => line.ToString().TrimEnd('\r');
}
