using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Toygres.Cli;

/// <summary>Prints results: tables and lines for people, or one JSON object a line for programs.</summary>
internal sealed class Printer
{
    // What is not a terminal has no width; a line of a table is to stay one line.
    private const int WidthOfFiles = 10_000;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TextWriter output;
    private readonly IAnsiConsole console;

    public Printer(TextWriter output, bool isJson)
    {
        this.output = output;
        IsJson = isJson;
        console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }
    }

    /// <summary>Whether programs read it.</summary>
    public bool IsJson { get; }

    /// <summary>Prints a line for people; nothing where programs read.</summary>
    public void Line(string text)
    {
        if (!IsJson)
        {
            output.WriteLine(Shown.Text(text));
        }
    }

    /// <summary>Prints one thing: as an object for programs, as lines for people.</summary>
    public void One<T>(T value, params (string Title, string? Value)[] lines)
    {
        if (IsJson)
        {
            Json(value);
            return;
        }
        var widest = lines.Max(line => line.Title.Length);
        foreach (var (title, text) in lines.Where(line => !string.IsNullOrEmpty(line.Value)))
        {
            output.WriteLine($"{title.PadRight(widest)}  {Shown.Text(text!)}");
        }
    }

    /// <summary>Prints rows: a table for people, or each as an object for programs.</summary>
    public void Rows<T>(IEnumerable<T> rows, params (string Title, Func<T, string?> Cell)[] columns)
    {
        if (IsJson)
        {
            foreach (var row in rows)
            {
                Json(row);
            }
            return;
        }
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (title, _) in columns)
        {
            table.AddColumn(new TableColumn(title) { NoWrap = true });
        }
        foreach (var row in rows)
        {
            table.AddRow([
                .. columns.Select(column => Coloured(Shown.Text(column.Cell(row) ?? "").ReplaceLineEndings(" "))),
            ]);
        }
        console.Write(table);
    }

    /// <summary>Prints rows whose columns nobody knows before.</summary>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        if (IsJson)
        {
            foreach (var row in rows)
            {
                Json(columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));
            }
            return;
        }
        Rows(
            rows,
            [.. columns.Select((title, index) => (title, (Func<IReadOnlyList<string?>, string?>)(row => row[index])))]
        );
    }

    /// <summary>Prints lines that stand for themselves: each as a text for programs.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine(IsJson ? JsonSerializer.Serialize(line, JsonOptions) : Shown.Text(line));
        }
    }

    /// <summary>Prints an object for programs.</summary>
    public void Json<T>(T value) => output.WriteLine(JsonSerializer.Serialize(value, JsonOptions));

    private static Markup Coloured(string text)
    {
        var colour = text switch
        {
            "running" or "healthy" or "ready" or "completed" => "green",
            "failed" or "unhealthy" => "red",
            "creating" or "deleting" or "stopped" or "degraded" => "yellow",
            _ => null,
        };
        var escaped = Markup.Escape(text);
        return new(colour is null ? escaped : $"[{colour}]{escaped}[/]");
    }
}
