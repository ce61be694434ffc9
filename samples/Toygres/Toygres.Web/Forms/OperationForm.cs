namespace Toygres.Web;

/// <summary>What is asked before something is done with an instance.</summary>
public sealed class OperationForm : SizeForm
{
    /// <summary>Filled when the box was ticked that says that it is meant.</summary>
    public string? Confirm { get; set; }

    /// <summary>An image to make, or to restore.</summary>
    public string? Image { get; set; }

    /// <summary>The replica that takes the place.</summary>
    public string? Replica { get; set; }

    /// <summary>The instance to follow.</summary>
    public string? Primary { get; set; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; set; }

    /// <summary>How many minutes one backup is after the other; empty for no backups.</summary>
    public string? Every { get; set; }

    /// <summary>How many backups are kept.</summary>
    public string? Keep { get; set; }

    /// <summary>The name once more, before all is lost.</summary>
    public string? Again { get; set; }
}
