namespace Duroxide.FSharp

open Duroxide

/// <summary>One entry of a registry: an activity, an orchestration, a policy.</summary>
type Registration = RegistryBuilder -> RegistryBuilder

/// <summary>What a runtime can run.</summary>
[<RequireQualifiedAccess>]
module Registry =
    /// <summary>Everything of another registry, as of a library.</summary>
    let merge (other: Registry) : Registration = _.Merge(other)

    /// <summary>Makes a registry of <c>Activity.register</c>, <c>Orchestration.register</c> and their like.</summary>
    /// <exception cref="T:Duroxide.RegistryException">Names or versions are taken twice, reserved, or missing.</exception>
    let create (entries: Registration list) : Registry =
        let collected =
            entries |> List.fold (fun builder add -> add builder) (RegistryBuilder())

        collected.Build()
