namespace Duroxide.FSharp

open System
open Duroxide

/// <summary>How an activity is called; change <c>Activity.options</c> by <c>with</c>.</summary>
[<NoComparison>]
type ActivityOptions =
    {
        /// <summary>How often it is tried. Default: once.</summary>
        Retry: RetryPolicy option
        /// <summary>How long one attempt may take before it is cancelled and the call fails, without another attempt. Default: no limit.</summary>
        Timeout: TimeSpan option
        /// <summary>The session whose owner runs it. Default: any worker.</summary>
        Session: string option
        /// <summary>The tag that a worker must serve to run it. Default: none.</summary>
        Tag: string option
        /// <summary>How long it may wait for a worker before it fails. Default: for ever.</summary>
        TimeToLive: TimeSpan option
    }

/// <summary>How a child orchestration is started; change <c>SubOrchestration.options</c> by <c>with</c>.</summary>
[<NoComparison>]
type SubOrchestrationOptions =
    {
        /// <summary>The instance id of the child, used as it is. Default: one derived from the parent's.</summary>
        Instance: InstanceId option
        /// <summary>The version to start. Default: the one that the registry's policy names.</summary>
        Version: SemanticVersion option
    }

// The same options as the C# side wants them.
module internal Options =
    let activity (options: ActivityOptions) =
        Duroxide.ActivityOptions(
            Retry = Option.toObj options.Retry,
            Timeout = Option.toNullable options.Timeout,
            Session = Option.toObj options.Session,
            Tag = Option.toObj options.Tag,
            TimeToLive = Option.toNullable options.TimeToLive
        )

    let subOrchestration (options: SubOrchestrationOptions) =
        Duroxide.SubOrchestrationOptions(
            Instance = Option.toNullable options.Instance,
            Version = Option.toNullable options.Version
        )

    let wait (longest: TimeSpan) = WaitOptions(Timeout = longest)

    let version (version: SemanticVersion option) =
        StartOptions(Version = Option.toNullable version)
