using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide.Dashboard;

/// <summary>The OpenAPI document of the API, made of the same table that its endpoints are made of.</summary>
static class OpenApiDocument
{
    const string JsonType = "application/json";

    // A member whose form its type does not tell says it by an attribute.
    static readonly JsonSchemaExporterOptions Described = new()
    {
        TransformSchemaNode = (context, schema) =>
        {
            var told = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(
                typeof(DescriptionAttribute),
                inherit: false
            );
            if (schema is JsonObject described && told is [DescriptionAttribute { Description: var text }, ..])
            {
                described["description"] = text;
            }
            return schema;
        },
    };

    public static Task AnswerAsync(Call call)
    {
        call.Http.Response.ContentType = JsonType;
        return call.Http.Response.WriteAsync(Of($"{call.Root}/api").ToJsonString(), call.Cancellation);
    }

    /// <summary>The document.</summary>
    /// <param name="address">Where the API is.</param>
    public static JsonObject Of(string address)
    {
        var paths = new JsonObject();
        foreach (var path in ApiOperations.All.GroupBy(operation => operation.Path))
        {
            var methods = new JsonObject();
            foreach (var operation in path)
            {
                methods[operation.Method.ToLowerInvariant()] = Describe(operation);
            }
            paths[path.Key] = methods;
        }
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Duroxide", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = address }),
            ["paths"] = paths,
        };
    }

    static JsonObject Describe(ApiOperation operation)
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["summary"] = operation.Summary,
            ["parameters"] = new JsonArray([.. operation.Parameters.Select(Describe), .. Header(operation)]),
            ["responses"] = Responses(operation),
        };
        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(JsonType, body) };
        }
        return described;
    }

    static JsonNode Describe(ApiParameter parameter)
    {
        var type = new JsonObject { ["type"] = parameter.Type };
        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "query",
            ["required"] = parameter.IsRequired,
            ["description"] = parameter.Description,
            ["schema"] = parameter.IsMany ? new JsonObject { ["type"] = "array", ["items"] = type } : type,
        };
    }

    static IEnumerable<JsonNode> Header(ApiOperation operation) =>
        HttpMethods.IsGet(operation.Method)
            ? []
            :
            [
                new JsonObject
                {
                    ["name"] = Guard.Header,
                    ["in"] = "header",
                    ["required"] = true,
                    ["description"] = "Says that no page of another site made the program ask: 1.",
                    ["schema"] = new JsonObject { ["type"] = "string" },
                },
            ];

    static JsonObject Responses(ApiOperation operation)
    {
        var done = new JsonObject
        {
            ["description"] = "Done.",
            ["content"] = operation.Answer is { } answer
                ? Content(JsonType, answer)
                : new JsonObject { ["text/event-stream"] = new JsonObject() },
        };
        var responses = new JsonObject { [Text(StatusCodes.Status200OK)] = done };
        if (operation.Id == "startInstance")
        {
            responses[Text(StatusCodes.Status201Created)] = done.DeepClone();
        }
        responses["default"] = new JsonObject
        {
            ["description"] = "Refused; the detail says why and what to do.",
            ["content"] = Content("application/problem+json", ApiJson.Api.ProblemView),
        };
        return responses;
    }

    static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    static JsonObject Content(string type, JsonTypeInfo info) =>
        new() { [type] = new JsonObject { ["schema"] = info.GetJsonSchemaAsNode(Described) } };
}
