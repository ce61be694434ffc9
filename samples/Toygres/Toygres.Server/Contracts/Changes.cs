namespace Toygres.Server.Contracts;

/// <summary>Something in the fleet that is new, or other than it was.</summary>
/// <param name="Type">What it is: <c>instance</c>, <c>instance-gone</c>, <c>image</c> or <c>image-gone</c>.</param>
/// <param name="Name">Which one.</param>
public sealed record FleetChangeView(string Type, string Name)
{
    /// <summary>An instance is there, or is other than it was.</summary>
    public const string Instance = "instance";

    /// <summary>An instance is there no longer.</summary>
    public const string InstanceGone = "instance-gone";

    /// <summary>An image is there, or is other than it was.</summary>
    public const string Image = "image";

    /// <summary>An image is there no longer.</summary>
    public const string ImageGone = "image-gone";

    /// <summary>The instance as it is now; null for anything else.</summary>
    public InstanceView? State { get; init; }

    /// <summary>The image as it is now; null for anything else.</summary>
    public ImageView? ImageState { get; init; }
}
