using System.Security.Cryptography;
using System.Text;
using Duroxide;

namespace Toygres.Orchestrations.Activities;

/// <summary>Does what orchestrations ask of the memory of the fleet, by the rules of <see cref="Lifecycle"/>.</summary>
internal static class CmsActivities
{
    public static RegistryBuilder AddInstanceSteps(this RegistryBuilder code, ICms cms) =>
        code.Gives(CmsSteps.Reserve, (row, cancel) => cms.ReserveAsync(row, null, cancel))
            .Gives(CmsSteps.Claim, (step, cancel) => ClaimAsync(cms, step, cancel))
            .Does(CmsSteps.Settle, (step, cancel) => SettleAsync(cms, step, cancel))
            .Does(
                CmsSteps.Fail,
                (step, cancel) =>
                    DecideAsync(
                        cms,
                        step.Name,
                        row =>
                            Lifecycle.Fail(
                                row,
                                step.Operation,
                                step.At,
                                step.State ?? row.State,
                                Reason.Plain(step.Reason)
                            ),
                        cancel
                    )
            )
            .Does(
                CmsSteps.Fence,
                (step, cancel) =>
                    DecideAsync(
                        cms,
                        step.Name,
                        row =>
                            row.Operation == step.Operation && row.State is not InstanceState.Stopped
                                ? Lifecycle.Changed(
                                    row with
                                    {
                                        State = InstanceState.Stopped,
                                        Health = Health.Unknown,
                                        Stopped = step.At,
                                    },
                                    step.At,
                                    "fenced",
                                    "It is wanted down, so that it cannot write beside the one that takes its place."
                                )
                                : new Decision.Keep(),
                        cancel
                    )
            )
            .Does(
                CmsSteps.TakeOver,
                (step, cancel) =>
                    cms.DecideAsync(
                        [step.Old, step.Next],
                        rows => Lifecycle.TakeOver(rows[0], rows[1], step.Operation, step.At, step.Reason),
                        null,
                        cancel
                    )
            )
            .Gives(CmsSteps.Find, (name, cancel) => cms.FindAsync(name, cancel))
            .Gives(CmsSteps.List, (_, cancel) => cms.ListAsync(cancel));

    public static RegistryBuilder AddUpkeepSteps(this RegistryBuilder code, ICms cms) =>
        code.Does(
                CmsSteps.RecordActor,
                (step, cancel) =>
                    DecideAsync(
                        cms,
                        step.Name,
                        row =>
                            row.ActorOrchestration == step.Operation
                                ? new Decision.Keep()
                                : Lifecycle.Changed(
                                    row with
                                    {
                                        ActorOrchestration = step.Operation,
                                    },
                                    step.At,
                                    "watched",
                                    $"{step.Operation} watches it."
                                ),
                        cancel
                    )
            )
            .Does(
                CmsSteps.FollowPassword,
                (step, cancel) => DecideAsync(cms, step.Name, row => Follow(row, step), cancel)
            )
            .Does(
                CmsSteps.Abandon,
                (step, cancel) =>
                    DecideAsync(
                        cms,
                        step.Name,
                        row =>
                            Lifecycle.Abandon(
                                row,
                                step.Operation,
                                step.At,
                                $"{step.Operation} ended and said nothing."
                            ),
                        cancel
                    )
            )
            .Does(
                CmsSteps.RecordHealth,
                (check, cancel) =>
                    cms.RecordHealthAsync(
                        check with
                        {
                            Error = check.Error is { } error ? Reason.Plain(error) : null,
                        },
                        cancel
                    )
            )
            .Does(CmsSteps.RecordDrift, (drift, cancel) => Drifts.NoteAsync(cms, drift, cancel))
            .Does(
                CmsSteps.ResolveDrifts,
                (step, cancel) => cms.ResolveDriftsAsync(step.Name, null, step.Operation, step.At, cancel)
            )
            .Gives(CmsSteps.Purge, (before, cancel) => cms.PurgeAsync(before, limit: 1000, cancel));

    public static RegistryBuilder AddImageSteps(this RegistryBuilder code, ICms cms) =>
        code.Gives(CmsSteps.ReserveImage, (row, cancel) => cms.ReserveImageAsync(row, null, cancel))
            .Gives(CmsSteps.FindImage, (name, cancel) => cms.FindImageAsync(name, cancel))
            .Gives(CmsSteps.ListImages, (_, cancel) => cms.ListImagesAsync(cancel))
            .Does(
                CmsSteps.FinishImage,
                (told, cancel) =>
                {
                    var step = told with
                    {
                        Message = Reason.Plain(told.Message),
                        Failure = told.Failure is { } failure ? Reason.Plain(failure) : null,
                    };
                    return cms.ChangeImageAsync(step.Name, row => Finish(row, step), step.Message, cancel);
                }
            );

    private static async Task<Outcome> ClaimAsync(ICms cms, ClaimStep step, CancellationToken cancel)
    {
        var decision = await cms.DecideAsync(step.Names, rows => Claims.Decide(rows, step), null, cancel);
        return Claims.ToOutcome(decision, step.Operation);
    }

    private static async Task SettleAsync(ICms cms, SettleStep step, CancellationToken cancel)
    {
        var leader = step.Follows is { } primary ? await cms.FindAsync(primary, cancel) : null;
        await DecideAsync(
            cms,
            step.Name,
            row => Lifecycle.Settle(row, step.Operation, step.At, old => Settled(old, step, leader), step.Message),
            cancel
        );
    }

    private static Instance Settled(Instance old, SettleStep step, Instance? leader) =>
        old with
        {
            State = step.State,
            Failure = step.State is InstanceState.Failed ? step.Failure ?? old.Failure : null,
            // Who has lost its data may have lost its port to somebody else.
            Endpoint = step.State is InstanceState.Deleted or InstanceState.Failed
                ? null
                : step.Endpoint ?? old.Endpoint,
            Size = step.Size ?? old.Size,
            Version = step.Version ?? old.Version,
            SourceImage = step.Image ?? old.SourceImage,
            Follows = step.Leads ? null : step.Follows ?? old.Follows,
            Line =
                step.Leads ? NewLine(step)
                : leader is null ? old.Line
                : leader.Line ?? leader.Name,
            Password = step.PasswordVersion is { } version ? SecretReference.Of(old.Name, version) : old.Password,
            PasswordVersion = step.PasswordVersion ?? old.PasswordVersion,
            Health = step.State is InstanceState.Running ? old.Health : Health.Unknown,
            // It was started when somebody says where it listens.
            Started = step is { State: InstanceState.Running, Endpoint: not null } ? step.At : old.Started,
            Stopped = step.State is InstanceState.Stopped ? step.At : old.Stopped,
            Deleted = step.State is InstanceState.Deleted ? step.At : null,
        };

    // Its own name is the line of those who followed it before. No instance is called so: their names end with eight digits.
    private static InstanceName NewLine(SettleStep step)
    {
        var deed = SHA256.HashData(Encoding.UTF8.GetBytes($"{step.Operation} {step.Name} {step.At:O}"));
        return InstanceName.Parse($"restored-{Convert.ToHexStringLower(deed)[..16]}");
    }

    private static Decision Follow(Instance row, FollowPasswordStep step) =>
        row.PasswordVersion >= step.Version
            ? new Decision.Keep()
            : Lifecycle.Changed(
                row with
                {
                    PasswordVersion = step.Version,
                    Password = SecretReference.Of(row.Name, step.Version),
                },
                step.At,
                row.Follows is null ? "password set" : "password followed",
                row.Follows is { } primary
                    ? $"It has the password of {primary}, which it follows."
                    : "Its server has another password from now on."
            );

    private static Image? Finish(Image row, FinishImageStep step) =>
        row with
        {
            State = step.State,
            Facts = step.Facts ?? row.Facts,
            Failure = step.State is ImageState.Failed ? step.Message : step.Failure,
            Verified = step.IsVerified ? step.At : row.Verified,
            Updated = step.At,
        }
            is var next
        && next == row with { Updated = step.At }
            ? null
            : next;

    private static Task DecideAsync(
        ICms cms,
        InstanceName name,
        Func<Instance, Decision> decide,
        CancellationToken cancel
    ) => cms.DecideAsync([name], rows => decide(rows[0]), null, cancel);
}
