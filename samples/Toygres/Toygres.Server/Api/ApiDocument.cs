using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Toygres.Server;

/// <summary>What the OpenAPI document says besides what the endpoints say of themselves.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    private static readonly (int Status, string When)[] Refusals =
    [
        (StatusCodes.Status400BadRequest, "The request is wrong; the detail says what to write."),
        (StatusCodes.Status401Unauthorized, "You are not known."),
        (StatusCodes.Status403Forbidden, "Your role is not enough."),
        (StatusCodes.Status404NotFound, "There is no such thing."),
        (StatusCodes.Status409Conflict, "This cannot be done now; the detail says why."),
        (StatusCodes.Status429TooManyRequests, "You ask too often; Retry-After says how long to wait."),
    ];

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "toygres",
                    Version = "1",
                    Description =
                        "A fleet manager for PostgreSQL servers. What takes time is begun, and answered by 202 with the operation that does it; /api/operations tells how far it is. A POST with an Idempotency-Key that is sent again, word for word, is done once.",
                };
                // Where it runs is nobody's business in a document that is compared.
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Bearer] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = Bearer,
                        Description = "A key, or the token of a session.",
                    },
                };
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                operation.Responses ??= [];
                foreach (var (status, when) in Refusals)
                {
                    operation.Responses.TryAdd($"{status}", new OpenApiResponse { Description = when });
                }
                if (metadata.OfType<IAllowAnonymous>().Any())
                {
                    return Task.CompletedTask;
                }
                operation.Description =
                    $"For the role {metadata.OfType<IAuthorizeData>().Last(data => data.Policy is not null).Policy}.";
                operation.Security =
                [
                    new OpenApiSecurityRequirement
                    {
                        [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [],
                    },
                ];
                return Task.CompletedTask;
            }
        );
    }
}
