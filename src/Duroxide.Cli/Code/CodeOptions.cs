using System.Reflection;
using Duroxide.Testing;

namespace Duroxide.Cli;

/// <summary>The options that name the code of an application.</summary>
/// <param name="isRequired">Whether the command needs it.</param>
sealed class CodeOptions(bool isRequired = true)
{
    readonly Option<string> assembly = new("--assembly", "-a")
    {
        Description = "The application's assembly, in which a class implements IRegistrySource.",
        Required = isRequired,
    };

    readonly Option<string?> source = new("--source")
    {
        Description = "Which class, where several implement IRegistrySource.",
    };

    /// <summary>The options, for a command.</summary>
    public IEnumerable<Symbol> Options => [assembly, source];

    /// <summary>Whether the command line names code.</summary>
    public bool IsGiven(Session session) => session.Get(assembly) is not null;

    /// <summary>Loads the code.</summary>
    /// <exception cref="UsageException">There is no such assembly, or no such class in it.</exception>
    public Programs Load(Session session)
    {
        var path = Path.GetFullPath(session.Get(assembly)!);
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no assembly '{path}'. Build the application, and name its .dll.");
        }
        return Programs.From(
            Find(new CodeContext(path).LoadFromAssemblyPath(path), session.Get(source)).CreateRegistry()
        );
    }

    static IRegistrySource Find(Assembly assembly, string? named)
    {
        var sources = assembly
            .GetTypes()
            .Where(type =>
                typeof(IRegistrySource).IsAssignableFrom(type)
                && type is { IsAbstract: false }
                && type.GetConstructor(Type.EmptyTypes) is not null
                && (named is null || type.FullName == named || type.Name == named)
            )
            .ToList();
        return sources switch
        {
            [var only] => (IRegistrySource)Activator.CreateInstance(only)!,
            [] => throw new UsageException(
                $"No class {named} of '{assembly.GetName().Name}' implements IRegistrySource and has a constructor without "
                    + "parameters. Add one that returns the registry of your runtimes."
            ),
            _ => throw new UsageException(
                $"Several classes implement IRegistrySource; name one by --source: {string.Join(", ", sources)}."
            ),
        };
    }
}
