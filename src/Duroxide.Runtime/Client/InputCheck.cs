namespace Duroxide.Runtime;

/// <summary>Checks what callers pass, once and before anything is sent.</summary>
sealed class InputCheck(Limits limits)
{
    const int ShownOfName = 40;

    /// <summary>An id that a caller chose for a new instance.</summary>
    public InstanceId NewInstance(InstanceId instance) =>
        Instance(instance).Value.StartsWith(ChildIds.Prefix, StringComparison.Ordinal)
            ? throw Invalid(
                $"The instance id '{instance}' begins with '{ChildIds.Prefix}', which is reserved. Choose another one."
            )
            : instance;

    /// <summary>An id that may be any instance's.</summary>
    public InstanceId Instance(InstanceId instance)
    {
        Short("instance id", instance.Value);
        return instance;
    }

    /// <summary>A name.</summary>
    public string Name(string what, string name) =>
        NameRules.Problem(name) is { } problem ? throw Invalid($"The {what} {problem}.") : Short(what, name);

    /// <summary>An encoded input, event or message, or a text that goes as it is.</summary>
    public string Data(string what, string data) =>
        data is null
            ? throw Invalid($"The {what} is missing.")
            : AtMost(what, data, limits.InputBytes, nameof(limits.InputBytes));

    /// <summary>Tags of a new instance.</summary>
    public ValueMap<string, string> Tags(InstanceId instance, ValueMap<string, string> tags) =>
        LimitCheck.RefuseTags(limits, tags) is Failure.Application refusal
            ? throw Invalid($"Instance '{instance}' cannot start with these tags: {refusal.Message}")
            : tags;

    /// <summary>What to throw for input that breaks a rule.</summary>
    public static ClientException Invalid(string reason, Exception? inner = null) =>
        new(new ClientError.InvalidInput(reason), inner);

    static string AtMost(string what, string text, int limit, string option) =>
        HistorySize.Of(text) is var bytes && bytes <= limit
            ? text
            : throw Invalid(LimitCheck.Exceeded($"The {what}", bytes, limit, option));

    string Short(string what, string name) =>
        AtMost($"{what} '{Beginning.Told(name, ShownOfName)}'", name, limits.NameBytes, nameof(limits.NameBytes));
}
