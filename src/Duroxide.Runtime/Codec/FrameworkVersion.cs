using System.Reflection;

namespace Duroxide.Runtime;

/// <summary>The version of this build, to which new executions are pinned: whoever replays them must know at least its events.</summary>
static class FrameworkVersion
{
    /// <summary>The version that Directory.Build.props gives to the packages.</summary>
    public static SemanticVersion Current { get; } = Of(typeof(FrameworkVersion).Assembly);

    // What follows a plus sign names the commit that was built, and says nothing of what can be replayed.
    static SemanticVersion Of(Assembly assembly) =>
        SemanticVersion.Parse(
            assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', 2)[0]
        );
}
