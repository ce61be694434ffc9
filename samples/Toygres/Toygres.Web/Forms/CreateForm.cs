namespace Toygres.Web;

/// <summary>What somebody wants to have.</summary>
public sealed class CreateForm : SizeForm
{
    // What a name ends with: a hyphen and eight digits.
    private const string Ending = "-00000000";

    /// <summary>What its user calls it.</summary>
    public string? UserName { get; set; }

    /// <summary>What it begins with: <c>empty</c>, <c>image</c> or <c>replica</c>.</summary>
    public string? From { get; set; }

    /// <summary>The image that it is made of.</summary>
    public string? Image { get; set; }

    /// <summary>The runtime image of an empty one; empty for that of the fleet.</summary>
    public string? Runtime { get; set; }

    /// <summary>The instance that it follows.</summary>
    public string? Follows { get; set; }

    /// <summary>The name to reach it by; empty for none.</summary>
    public string? DnsName { get; set; }

    /// <summary>The password; empty for one that nobody chose. It is never shown again.</summary>
    public string? Password { get; set; }

    /// <summary>A tag on each line.</summary>
    public string? Tags { get; set; }

    /// <summary>How many minutes one backup is after the other; empty for no backups.</summary>
    public string? Every { get; set; }

    /// <summary>How many backups are kept.</summary>
    public string? Keep { get; set; }

    /// <summary>The request; null when something is wrong, which is said.</summary>
    internal InstanceRequest? Read(Problems problems)
    {
        var (name, size) = (ReadName(UserName, nameof(UserName), problems), ReadSize(problems));
        var request = new InstanceRequest(name)
        {
            Size = size ?? new(),
            DnsName = string.IsNullOrWhiteSpace(DnsName) ? null : ReadName(DnsName, nameof(DnsName), problems),
            Image = From == "image" ? ReadImage(problems) : null,
            Runtime = string.IsNullOrEmpty(Runtime) ? null : ImageName.TryParse(Runtime),
            Follows = From == "replica" ? ReadFollows(problems) : null,
            Password = ReadPassword(problems),
            Backups = PlanFields.Read(Every, Keep, problems),
            Tags = TagText.Read(Tags, problems),
        };
        return problems.Any ? null : request;
    }

    /// <summary>What a user calls an instance, as it can be part of a name.</summary>
    internal static string ReadName(string? text, string field, Problems problems)
    {
        var name = text?.Trim() ?? "";
        if (InstanceName.TryParse(name + Ending) is null)
        {
            var most = InstanceName.MaxLength - Ending.Length;
            problems.Add(field, $"Use small letters, digits and hyphens, a letter first, {most} characters at most.");
        }
        return name;
    }

    private ImageName? ReadImage(Problems problems)
    {
        var image = ImageName.TryParse(Image ?? "");
        if (image is null)
        {
            problems.Add(nameof(Image), "Choose an image.");
        }
        return image;
    }

    private InstanceName? ReadFollows(Problems problems)
    {
        var primary = InstanceName.TryParse(Follows ?? "");
        if (primary is null)
        {
            problems.Add(nameof(Follows), "Choose the instance that it follows.");
        }
        return primary;
    }

    private Secret? ReadPassword(Problems problems)
    {
        if (string.IsNullOrEmpty(Password))
        {
            return null;
        }
        if (From == "replica")
        {
            problems.Add(
                nameof(Password),
                "A replica has the password of the instance that it follows. Leave this empty."
            );
            return null;
        }
        try
        {
            return new Secret(Password);
        }
        catch (FormatException wrong)
        {
            problems.Add(nameof(Password), wrong.Message);
            return null;
        }
    }
}
