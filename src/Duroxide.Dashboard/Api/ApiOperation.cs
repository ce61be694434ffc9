using System.Text.Json.Serialization.Metadata;

namespace Duroxide.Dashboard;

/// <summary>One operation of the HTTP API, as it is mapped and as the OpenAPI document tells of it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below that of the API.</param>
/// <param name="Id">The name by which generated clients call it.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Parameters">The parameters of the address.</param>
/// <param name="AnswerAsync">Answers a request.</param>
sealed record ApiOperation(
    string Method,
    string Path,
    string Id,
    string Summary,
    ApiParameter[] Parameters,
    Func<Call, Task> AnswerAsync
)
{
    /// <summary>The type of the body; null for none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The type of the answer; null for a stream of events.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>Answers a request whose address has no parameter but those that there are: a mistyped condition would reach everything.</summary>
    /// <exception cref="BadRequestException">There is another one.</exception>
    public Task AnswerCheckedAsync(Call call) =>
        call.Http.Request.Query.Keys.FirstOrDefault(key => Array.TrueForAll(Parameters, one => one.Name != key))
            is { } unknown
            ? throw new BadRequestException(
                Parameters.Length == 0
                    ? $"There is no parameter '{unknown}' here; there is none."
                    : $"There is no parameter '{unknown}' here; there are {string.Join(", ", Parameters.Select(one => one.Name))}."
            )
            : AnswerAsync(call);

    /// <summary>The operation that reads something and answers with it.</summary>
    public static ApiOperation Get<T>(
        string path,
        string id,
        string summary,
        ApiParameter[] parameters,
        JsonTypeInfo<T> answer,
        Func<Call, Task<T>> read
    ) =>
        new(
            HttpMethods.Get,
            path,
            id,
            summary,
            parameters,
            async call =>
                await Answers.SendAsync(call, await read(call).ConfigureAwait(false), answer).ConfigureAwait(false)
        )
        {
            Answer = answer,
        };

    /// <summary>The operation that changes something, as a body says.</summary>
    public static ApiOperation Post<TBody, T>(
        string path,
        string id,
        string summary,
        ApiParameter[] parameters,
        JsonTypeInfo<TBody> body,
        JsonTypeInfo<T> answer,
        Func<Call, TBody, Task<T>> act
    ) =>
        new(
            HttpMethods.Post,
            path,
            id,
            summary,
            parameters,
            async call =>
            {
                var asked = await Answers.ReadAsync(call, body).ConfigureAwait(false);
                await Answers
                    .SendAsync(call, await act(call, asked).ConfigureAwait(false), answer)
                    .ConfigureAwait(false);
            }
        )
        {
            Body = body,
            Answer = answer,
        };

    /// <summary>The operation that changes something, as its address says.</summary>
    public static ApiOperation Act<T>(
        string method,
        string path,
        string id,
        string summary,
        ApiParameter[] parameters,
        JsonTypeInfo<T> answer,
        Func<Call, Task<T>> act
    ) => Get(path, id, summary, parameters, answer, act) with { Method = method };
}

/// <summary>A parameter of an address.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in JSON.</param>
/// <param name="Description">What it says.</param>
sealed record ApiParameter(string Name, string Type, string Description)
{
    /// <summary>Whether it must be given. Default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it may be given more than once. Default false.</summary>
    public bool IsMany { get; init; }
}
