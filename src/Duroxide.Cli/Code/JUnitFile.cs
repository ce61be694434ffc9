using System.Xml.Linq;
using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>A report as build servers read it: what the code follows is one test, and each departure is another.</summary>
static class JUnitFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(string path, VerificationReport report)
    {
        var cases = Cases("running", report.Running, counts: true)
            .Concat(Cases("ended", report.Ended, report.Options.IncludeEnded))
            .Concat(report.Unreadable.Select(text => Case("unreadable", text, text)))
            .ToList();
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", "duroxide verify"),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(one => one.Element("failure") is not null)),
            cases
        );
        new XDocument(suite).Save(path);
    }

    static IEnumerable<XElement> Cases(string whose, VerificationPart part, bool counts) =>
        part
            .Divergences.Select(group => Case(whose, group.Change, counts ? $"{group}\n{group.Table}" : null))
            .Concat(
                part.Unregistered.Select(one =>
                    Case(whose, $"{one.Key} is registered", counts ? $"{one.Value} executions" : null)
                )
            )
            .Prepend(Case(whose, $"{part.Same} executions follow the code", null));

    static XElement Case(string whose, string name, string? failure) =>
        new(
            "testcase",
            new XAttribute("classname", whose),
            new XAttribute("name", Shown.Text(name)),
            failure is null
                ? null
                : new XElement("failure", new XAttribute("message", Shown.Text(name)), Shown.Text(failure))
        );
}
