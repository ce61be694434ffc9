namespace Duroxide.FSharp

open Duroxide
open Duroxide.Core
open Duroxide.FSharp

/// <summary>Tags by which clients find and count instances; not the tag of an activity, which says which worker runs it.</summary>
[<RequireQualifiedAccess>]
module Tag =
    /// <summary>Puts a tag on this instance, or replaces its value.</summary>
    let set (name: string) (value: string) : Durable<unit> = Cold.now _.SetTag(name, value)

    /// <summary>Takes a tag away; does nothing when it is missing.</summary>
    let clear (name: string) : Durable<unit> = Cold.now _.ClearTag(name)

    /// <summary>The value of a tag; none when it is missing.</summary>
    let get (name: string) : Durable<string option> =
        Cold.now (fun context ->
            match context.Tags.TryGetValue name with
            | true, value -> Some value
            | _ -> None)

    /// <summary>All tags of this instance.</summary>
    let all: Durable<ValueMap<string, string>> = Cold.now _.Tags

    /// <summary>Tags for the options of a start or of a child; of two with one name the last counts.</summary>
    let ofSeq (tags: (string * string) seq) : ValueMap<string, string> =
        (ValueMap<string, string>.Empty, tags)
        ||> Seq.fold (fun map (name, value) -> map.Set(name, value))
