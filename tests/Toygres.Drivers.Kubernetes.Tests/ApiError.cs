namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>An answer of the API server that says no.</summary>
internal sealed class ApiError(int code, string reason, string message) : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public static ApiError NotFound(string plural, string name) =>
        new(404, "NotFound", $"{plural} \"{name}\" not found");

    public static ApiError Exists(string plural, string name) =>
        new(409, "AlreadyExists", $"{plural} \"{name}\" already exists");

    public static ApiError Changed(string plural, string name) =>
        new(409, "Conflict", $"{plural} \"{name}\": the object has been modified");

    public static ApiError TooOld() =>
        new(410, "Expired", "The provided resource version or continue token is too old.");

    public static ApiError Invalid(string plural, string name, string why) =>
        new(422, "Invalid", $"{plural} \"{name}\" is invalid: {why}");
}
