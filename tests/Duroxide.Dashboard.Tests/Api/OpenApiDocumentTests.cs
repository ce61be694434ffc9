namespace Duroxide.Dashboard.Tests;

public sealed class OpenApiDocumentTests
{
    [Fact]
    public async Task The_document_tells_of_each_operation_with_what_it_takes_and_gives()
    {
        await using var app = await DashboardApp.StartAsync();
        var document = await app.JsonAsync("/api/openapi.json");
        var paths = document.GetProperty("paths");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        Assert.Equal("/duroxide/api", document.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Equal(
            ApiOperations.All.Count,
            paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count())
        );
        var cancel = paths.GetProperty("/instance/cancel").GetProperty("post");
        Assert.Equal("cancelInstance", cancel.GetProperty("operationId").GetString());
        Assert.Contains("reason", cancel.GetProperty("requestBody").GetRawText());
        Assert.Contains("X-Duroxide", cancel.GetProperty("parameters").GetRawText());
        var tags = paths
            .GetProperty("/instances")
            .GetProperty("post")
            .GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("schema")
            .GetProperty("properties")
            .GetProperty("tags");
        Assert.Contains("name=value", tags.GetProperty("description").GetString());
        Assert.Contains("name=value", paths.GetProperty("/instances/starts").GetProperty("post").GetRawText());
        Assert.Contains("waits", paths.GetProperty("/instance").GetProperty("get").GetRawText());
    }

    [Fact]
    public void No_two_operations_have_the_same_name() =>
        Assert.Equal(ApiOperations.All.Count, ApiOperations.All.Select(operation => operation.Id).Distinct().Count());
}
