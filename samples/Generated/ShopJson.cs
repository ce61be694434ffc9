using Duroxide;

namespace Generated;

/// <summary>The JSON of the shop's payloads, for a program without reflection.</summary>
[PayloadJson]
sealed partial class ShopJson;
