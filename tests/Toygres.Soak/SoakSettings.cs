namespace Toygres.Soak;

/// <summary>What a trial does.</summary>
/// <param name="Duration">For how long things are asked and killed.</param>
/// <param name="Instances">How many servers there are at most.</param>
/// <param name="Workers">How many processes work for the fleet.</param>
/// <param name="Seed">Repeats what is asked of whom; not when, for the machine decides that.</param>
internal sealed record SoakSettings(TimeSpan Duration, int Instances, int Workers, int Seed);

/// <summary>Where a fleet is: the database of its memory, and the root of its servers.</summary>
internal sealed record Place(string Connection, string Root);
