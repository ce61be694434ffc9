namespace Duroxide.Props

open System
open System.Collections
open System.Collections.Generic
open System.Reflection
open Microsoft.FSharp.Reflection
open Duroxide.Core

/// Counts how often each thing of which lives are made was really met.
type Coverage() =
    let counts = Dictionary<string, int>()
    let nullability = NullabilityInfoContext()

    let count what =
        match counts.TryGetValue what with
        | true, count -> count
        | false, _ -> 0

    let note what = counts[what] <- 1 + count what

    let isOptional (property: PropertyInfo) =
        not (isNull (Nullable.GetUnderlyingType property.PropertyType))
        || not property.PropertyType.IsValueType
           && nullability.Create(property).ReadState = NullabilityState.Nullable

    let own (shape: Type) =
        shape.Assembly = typeof<Fact>.Assembly && not shape.IsValueType

    let read (shape: Type) =
        shape.GetProperties(BindingFlags.Public ||| BindingFlags.Instance ||| BindingFlags.DeclaredOnly)
        |> Array.filter (fun property -> property.GetIndexParameters().Length = 0)

    /// How a case is called here.
    static member Name(case: Type) =
        (string case).Replace("Duroxide.Core.", "")

    static member Name(case: Enum) = $"{case.GetType().Name}.{case}"

    static member Present(property: PropertyInfo) =
        $"{property.DeclaringType} with {property.Name}"

    static member Absent(property: PropertyInfo) =
        $"{property.DeclaringType} without {property.Name}"

    /// The members of a case that may be left out.
    member _.Optional(case: Type) = read case |> Array.filter isOptional

    /// Counts a value of the model, and all that it holds.
    member this.Walk(value: obj | null) =
        match value with
        | null -> ()
        | :? Enum as case when case.GetType().Assembly = typeof<Fact>.Assembly -> note (Coverage.Name case)
        | :? string -> ()
        | :? IEnumerable as items ->
            for item in items do
                this.Walk item
        | value when own (value.GetType()) ->
            let shape = value.GetType()

            if shape.IsNested then
                note (Coverage.Name shape)

            for property in read shape do
                let inner = property.GetValue value

                if isOptional property then
                    note (
                        if isNull inner then
                            Coverage.Absent property
                        else
                            Coverage.Present property
                    )

                this.Walk inner
        | _ -> ()

    /// Counts a case of one of the unions from which scripts and plans are made.
    member _.Meet<'union>(value: 'union) =
        let case, _ = FSharpValue.GetUnionFields(value, typeof<'union>)
        note $"{typeof<'union>.Name}.{case.Name}"

    /// The things that were met less often than that.
    member _.Rarer least names =
        names
        |> Seq.map (fun name -> name, count name)
        |> Seq.filter (fun (_, count) -> count < least)
        |> List.ofSeq

    /// All cases of an F# union by name.
    static member CasesOf<'union>() =
        FSharpType.GetUnionCases typeof<'union>
        |> Array.map (fun case -> $"{typeof<'union>.Name}.{case.Name}")
