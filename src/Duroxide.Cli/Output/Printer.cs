using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Duroxide.Cli;

/// <summary>Prints results: tables and lines for people, or one JSON object a line for programs.</summary>
sealed class Printer
{
    // What is not a terminal has no width; a line of a table is to stay one line.
    const int WidthOfFiles = 250;

    static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    readonly TextWriter output;
    readonly IAnsiConsole console;

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

    /// <summary>Prints an object for programs.</summary>
    public void Json(object value) => output.WriteLine(JsonSerializer.Serialize(value, JsonOptions));

    /// <summary>Prints a line for people; nothing where programs read.</summary>
    public void Line(string text)
    {
        if (!IsJson)
        {
            output.WriteLine(Shown.Text(text));
        }
    }

    /// <summary>Prints what stands for itself, such as a diagram.</summary>
    public void Raw(string text) => output.WriteLine(text);

    /// <summary>Prints rows: a table for people, or each as an object for programs.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns for people.</param>
    /// <param name="json">A row for programs.</param>
    public void Rows<T>(IEnumerable<T> rows, (string Title, Func<T, string> Cell)[] columns, Func<T, object> json)
    {
        if (IsJson)
        {
            foreach (var row in rows)
            {
                Json(json(row));
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
            table.AddRow([.. columns.Select(column => Coloured(column.Title, Shown.Line(column.Cell(row))))]);
        }
        console.Write(table);
    }

    /// <summary>Clears the screen of a terminal before what is printed again.</summary>
    public void Renew()
    {
        if (console.Profile.Out.IsTerminal)
        {
            console.Clear();
        }
    }

    static Markup Coloured(string title, string text)
    {
        var escaped = Markup.Escape(text);
        var colour =
            title != "Status"
                ? null
                : text switch
                {
                    "Completed" => "green",
                    "Failed" => "red",
                    "Parked" => "red",
                    "Suspended" => "yellow",
                    _ => "blue",
                };
        return new(colour is null ? escaped : $"[{colour}]{escaped}[/]");
    }
}
