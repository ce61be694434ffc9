namespace Toygres;

/// <summary>What is known of an image once it is made.</summary>
/// <param name="Source">The instance it was made of.</param>
/// <param name="Version">The major version of PostgreSQL that can read it.</param>
/// <param name="Bytes">How much it takes.</param>
/// <param name="Checksum">SHA-256 over its content, in hexadecimal digits.</param>
public sealed record ImageFacts(InstanceName Source, string Version, long Bytes, string Checksum);
