namespace Duroxide.FSharp

// C# says "the default when there is none"; here an option says it, and what is there is of the type.
#nowarn "3261"

open System
open Duroxide
open Duroxide.Core
open Duroxide.FSharp

/// <summary>Values under keys of an instance, for itself, its later executions and clients to read.</summary>
[<RequireQualifiedAccess>]
module Value =
    /// <summary>Stores a value.</summary>
    let set (key: string) (value: 'T) : Durable<unit> = Cold.now _.SetValue(key, value)

    /// <summary>Reads a value; none when the key is missing.</summary>
    let get<'T> (key: string) : Durable<'T option> =
        Cold.now (fun context ->
            if context.Values.ContainsKey key then
                Some(context.GetValue<'T> key)
            else
                None)

    /// <summary>Reads a value of another instance as it is when the question is answered; none when there is none.</summary>
    let getFrom<'T> (instance: InstanceId) (key: string) : Durable<'T option> =
        Ask(fun context -> context.GetValueFrom<'T option>(instance, key))

    /// <summary>All values as they are encoded, with the times of their changes.</summary>
    let all: Durable<ValueMap<string, StoredValue>> = Cold.now _.Values

    /// <summary>Removes a key; does nothing when it is missing.</summary>
    let clear (key: string) : Durable<unit> = Cold.now _.ClearValue(key)

    /// <summary>Removes all keys.</summary>
    let clearAll: Durable<unit> = Cold.now _.ClearValues()

    /// <summary>Removes the keys that were last set before a moment, and gives how many they were.</summary>
    let prune (before: DateTimeOffset) : Durable<int> = Cold.now _.PruneValues(before)
