using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

/// <summary>What this build writes, an older one may not be able to read: the version that pins executions tells them apart.</summary>
public class FrameworkVersionTests
{
    /// <summary>The wire kinds that each version brought. What a version brought, and its fingerprint, never change again.</summary>
    static readonly IReadOnlyList<(string Version, string Fingerprint, string[] Kinds)> Brought =
    [
        (
            "0.1.0",
            "a65e17d099086456",
            [
                "OrchestrationStarted",
                "OrchestrationCompleted",
                "OrchestrationFailed",
                "OrchestrationContinuedAsNew",
                "ActivityScheduled",
                "TimerCreated",
                "EventSubscribed",
                "QueueSubscribed",
                "SubOrchestrationScheduled",
                "OperationCompleted",
                "OperationFailed",
                "TimerFired",
                "EventRaised",
                "QueueMessageDelivered",
                "OperationCancelled",
                "OrchestrationChained",
                "CustomStatusUpdated",
                "KeyValueSet",
                "KeyValueCleared",
                "KeyValuesCleared",
                "PatchApplied",
                "OrchestrationCancelRequested",
                "OrchestrationDiverged",
                "OrchestrationGivenUp",
                "OrchestrationStartRequested",
                "Infrastructure",
                "Configuration",
                "Application",
                "Poison",
                "Orchestration",
                "Activity",
                "UnreadableHistory",
            ]
        ),
        ("0.2.0", "1cb2d4cba1cc4059", ["TagChanged"]),
        ("0.3.0", "2c428e962dec801b", ["EventSent", "QueueMessageSent"]),
    ];

    [Fact]
    public void Executions_are_pinned_to_the_version_of_the_build()
    {
        var build = XDocument.Load(Clone.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Equal(build, FrameworkVersion.Current.ToString());
    }

    [Fact]
    public void A_new_wire_kind_comes_with_a_new_version()
    {
        var written = typeof(WireKinds)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        var known = Brought.SelectMany(version => version.Kinds).ToList();
        Assert.True(
            written.ToHashSet().SetEquals(known),
            $"""
            A wire kind was added or removed: {string.Join(", ", written.Except(known).Concat(known.Except(written)))}.
            Raise <Version> in Directory.Build.props, and list the kind here under the new version.
            """
        );
    }

    [Fact]
    public void What_a_version_brought_is_not_added_to()
    {
        foreach (var (version, fingerprint, kinds) in Brought)
        {
            Assert.True(
                fingerprint == FingerprintOf(kinds),
                $"The wire kinds of {version} changed ({FingerprintOf(kinds)}): older nodes of that version do not read them."
            );
        }
    }

    [Fact]
    public void The_newest_wire_kind_is_no_newer_than_the_build()
    {
        var newest = Brought.Max(version => SemanticVersion.Parse(version.Version))!;

        Assert.True(newest.CompareTo(FrameworkVersion.Current) <= 0);
    }

    static string FingerprintOf(IEnumerable<string> kinds) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', kinds.Order(StringComparer.Ordinal))))
        )[..16];
}
