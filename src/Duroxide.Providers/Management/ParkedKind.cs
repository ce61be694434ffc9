namespace Duroxide;

/// <summary>What kind of thing was parked.</summary>
public enum ParkedKind
{
    /// <summary>A whole instance, whose history cannot be read.</summary>
    Instance,

    /// <summary>A message that cannot be read.</summary>
    Message,

    /// <summary>An activity that cannot be read.</summary>
    Activity,
}
