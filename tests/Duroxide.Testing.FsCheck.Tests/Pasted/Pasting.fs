/// What a pasted test finds around it, but for an attribute that lets nobody run it as a test of ours.
module Duroxide.Testing.FsCheck.Tests.Pasting

open System
open Duroxide.Testing.FsCheck.Tests

type FactAttribute() =
    inherit Attribute()

let scenario = Shops.forgetful
