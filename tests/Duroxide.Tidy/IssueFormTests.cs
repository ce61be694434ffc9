using YamlDotNet.RepresentationModel;

namespace Duroxide.Tidy;

/// <summary>Forms that a code host cannot read are not shown, and nobody is told.</summary>
public class IssueFormTests
{
    private static readonly string[] Fields = ["textarea", "input", "dropdown", "checkboxes", "markdown"];

    [Theory]
    [InlineData("bug")]
    [InlineData("feature")]
    [InlineData("question")]
    public void A_form_has_a_name_a_description_and_fields_with_labels(string form)
    {
        var root = Read($".github/ISSUE_TEMPLATE/{form}.yml");
        var fields = ((YamlSequenceNode)root["body"]).Children;

        Assert.NotEmpty($"{root["name"]}");
        Assert.NotEmpty($"{root["description"]}");
        Assert.NotEmpty(fields);
        Assert.All(
            fields,
            field =>
            {
                Assert.Contains($"{field["type"]}", Fields);
                Assert.NotEmpty($"{field["attributes"]["label"]}");
            }
        );
        Assert.Distinct(fields.Select(field => $"{field["id"]}"));
        Assert.Contains(fields, field => ((YamlMappingNode)field).Children.ContainsKey("validations"));
    }

    [Fact]
    public void Every_form_is_one_of_these() =>
        Assert.Equal(
            ["bug.yml", "config.yml", "feature.yml", "question.yml"],
            Directory
                .EnumerateFiles(Repository.PathOf(".github/ISSUE_TEMPLATE"))
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
        );

    private static YamlNode Read(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Repository.PathOf(file))));
        return stream.Documents[0].RootNode;
    }
}
