namespace Duroxide.FSharp

open System
open Duroxide

// The options of the C# library that take no record here.
module internal Options =
    let wait (longest: TimeSpan) = WaitOptions(Timeout = longest)

    let version (version: SemanticVersion option) =
        StartOptions(Version = Option.toNullable version)
