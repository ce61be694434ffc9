using System.Text.RegularExpressions;

namespace Toygres.Orchestrations.Activities;

/// <summary>Why something failed, as people are told.</summary>
internal static partial class Reason
{
    /// <summary>What a server or a machine said, without which step it said it to.</summary>
    public static string Plain(string reason) => OfActivity().Replace(reason, "");

    [GeneratedRegex(@"Activity '[^']*' failed at attempt \d+: ")]
    private static partial Regex OfActivity();
}
