namespace Duroxide.Cli;

/// <summary>The instance that a command names.</summary>
static class Instance
{
    /// <summary>The argument.</summary>
    public static Argument<string> Argument() => new("instance") { Description = "The id of the instance." };

    /// <summary>The argument of a command that acts on many as well.</summary>
    public static Argument<string?> Optional() =>
        new("instance")
        {
            Description = "The id of the instance; none for all that the options name.",
            Arity = ArgumentArity.ZeroOrOne,
        };

    /// <summary>The execution that a command names.</summary>
    public static Option<long?> Execution() =>
        new("--execution", "-e") { Description = "Which execution. Default: the current one." };

    /// <summary>What to throw where there is none.</summary>
    public static ClientException NotFound(string instance) => new(new ClientError.InstanceNotFound(instance));
}
