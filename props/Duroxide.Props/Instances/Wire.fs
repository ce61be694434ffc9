namespace Duroxide.Props

open System
open Duroxide
open Duroxide.Core
open Duroxide.Runtime

/// Everything that is stored, written down and read again, as between two processes.
module Wire =
    let private instance = InstanceId "law"
    let private memory (bytes: byte array) = ReadOnlyMemory bytes

    let header header =
        WireCodec.DecodeHeader(instance, memory (WireCodec.EncodeHeader header))

    let arrival (arrival: Arrival) =
        Arrival(arrival.Time, WireCodec.DecodeDelivery(instance, memory (WireCodec.EncodeDelivery arrival.Delivery)))

    let events (batch: HistoryEvent seq) =
        let written = ValueList.ToValueList batch

        if written.Count = 0 then
            []
        else
            List.ofSeq (WireCodec.DecodeEvents(instance, [| memory (WireCodec.EncodeEvents written) |]))
