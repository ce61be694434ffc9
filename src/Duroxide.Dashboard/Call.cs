using System.Globalization;
using Duroxide.Hosting;
using Duroxide.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Duroxide.Dashboard;

/// <summary>One request to the dashboard or its API, and what is known of it.</summary>
/// <param name="http">The request.</param>
/// <param name="board">The dashboard.</param>
/// <param name="path">The path below that of the dashboard.</param>
sealed class Call(HttpContext http, Board board, string path)
{
    readonly DashboardOptions options = board.Options;

    public HttpContext Http => http;

    public DashboardOptions Options => options;

    public Board Board => board;

    public CancellationToken Cancellation => http.RequestAborted;

    public DuroxideClient Client { get; } =
        board.Options.Key is { } key
            ? http.RequestServices.GetRequiredKeyedService<DuroxideClient>(key)
            : http.RequestServices.GetRequiredService<DuroxideClient>();

    public ManagementClient Management => Client.Management;

    /// <summary>The runtime of this application; null where there is a client alone.</summary>
    public DuroxideHost? Host => board.HostOf(http.RequestServices);

    /// <summary>The code to replay histories with; null where there is none.</summary>
    public Programs? Programs => board.ProgramsOf(Host);

    /// <summary>The limits of the runtimes, as far as they are known here.</summary>
    public Limits Limits => Host?.Options.Limits ?? Limits.Default;

    public TimeProvider Clock => http.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Whether programs are answered, and not people.</summary>
    public bool IsApi => path.StartsWith("/api", StringComparison.Ordinal);

    /// <summary>Whether something is to be changed.</summary>
    public bool IsAction => !HttpMethods.IsGet(http.Request.Method);

    /// <summary>The path of the dashboard, without a slash at its end.</summary>
    public string Root
    {
        get
        {
            var asked = $"{http.Request.PathBase}{http.Request.Path}".TrimEnd('/');
            return asked[..^path.TrimEnd('/').Length];
        }
    }

    /// <summary>Who asks, for the audit log.</summary>
    public string User => http.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "anonymous";

    /// <summary>A payload or an error as it may be shown.</summary>
    public string Shown(string payload) => options.Redact is { } redact ? redact(payload) : payload;

    /// <summary>A payload that may be missing, as it may be shown.</summary>
    public string? ShownIfAny(string? payload) => payload is null ? null : Shown(payload);

    /// <summary>A parameter of the address; null when it is missing or empty.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The instance that the address names.</summary>
    /// <exception cref="BadRequestException">It names none.</exception>
    public InstanceId Instance => Id(Query("id"));

    /// <summary>An id that was given.</summary>
    /// <exception cref="BadRequestException">It is missing, or cannot be one.</exception>
    public static InstanceId Id(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new BadRequestException("The id is missing: name an instance.");
        }
        try
        {
            return new(text);
        }
        catch (ArgumentException error)
        {
            throw new BadRequestException(error.Message);
        }
    }

    /// <summary>A parameter that is a whole number; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is no such number.</exception>
    public long? Number(string name, long least = 1, long most = long.MaxValue)
    {
        if (Query(name) is not { } text)
        {
            return null;
        }
        return
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw new BadRequestException(
                most == long.MaxValue
                    ? $"The parameter '{name}' is '{text}', and must be a number of at least {least}."
                    : $"The parameter '{name}' is '{text}', and must be a number from {least} to {most}."
            );
    }

    /// <summary>A parameter that is a point in time; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is no such point.</exception>
    public DateTimeOffset? Time(string name) =>
        Query(name) is not { } text ? null
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
        : throw new BadRequestException(
            $"The parameter '{name}' is '{text}', and must be a time like 2026-11-30T12:00Z."
        );

    /// <summary>A parameter that is yes or no; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is neither.</exception>
    public bool? Flag(string name) =>
        Query(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var text => throw new BadRequestException(
                $"The parameter '{name}' is '{text}', and must be true or false."
            ),
        };

    /// <summary>A parameter that is one word of several; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is another one.</exception>
    public T? Word<T>(string name)
        where T : struct, Enum =>
        Query(name) is not { } text ? null
        : Enum.GetNames<T>().FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
        : throw new BadRequestException(
            $"The parameter '{name}' is '{text}', and must be one of {string.Join(", ", Enum.GetNames<T>())}."
        );

    /// <summary>A version that was given; null when it is missing.</summary>
    /// <exception cref="BadRequestException">It is none.</exception>
    public static SemanticVersion? Version(string? text) =>
        string.IsNullOrEmpty(text)
            ? null
            : SemanticVersion.TryParse(text)
                ?? throw new BadRequestException($"'{text}' is not a version; write one like 1.2.0.");
}
