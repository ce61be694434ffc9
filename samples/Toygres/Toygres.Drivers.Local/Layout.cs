namespace Toygres.Drivers.Local;

/// <summary>
/// Where things lie below the root. What is made stands beside its place under a name that ends in <c>.new</c>, and what is
/// taken away under one that ends in <c>.gone</c>; no name of an instance has a dot. A rename is one step, so that what stands
/// in its place is whole. The user of the servers owns <c>data</c>, <c>log</c>, <c>content</c> and <c>run</c>, and the driver all
/// folders above them. So no path that the driver opens leads through a link that a server made; what lies below them is read
/// and written as that user alone.
/// </summary>
internal sealed class Layout(string root, ServerUser user)
{
    public const string New = ".new";
    public const string Gone = ".gone";

    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Passage =
        OwnerAlone
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.OtherRead;

    public string Instances { get; } = Path.Combine(root, "instances");

    public string Images { get; } = Path.Combine(root, "images");

    /// <summary>A symbolic link for each port that somebody has, which points to the name of who has it.</summary>
    public string Ports { get; } = Path.Combine(root, "ports");

    public string Locks { get; } = Path.Combine(root, "locks");

    /// <summary>The sockets of the servers, which nobody else can enter.</summary>
    public string Sockets { get; } = Path.Combine(root, "run");

    public string Secrets { get; } = Path.Combine(root, "secrets");

    public string Of(InstanceName instance) => Path.Combine(Instances, instance.Value);

    public string Of(ImageName image) => Path.Combine(Images, image.Value);

    public string DataOf(InstanceName instance) => Path.Combine(Of(instance), "data");

    public string LogOf(InstanceName instance) => Path.Combine(Of(instance), "log");

    public void Create()
    {
        if (!Directory.Exists(root))
        {
            CreateForDriver(root);
        }
        foreach (var folder in new[] { Instances, Images, Ports, Locks })
        {
            CreateForDriver(folder);
        }
        Directory.CreateDirectory(Secrets, OwnerAlone);
        CreateForServers(Sockets);
    }

    /// <summary>Makes a folder that belongs to the driver: everybody can enter and nobody else can change it.</summary>
    public static void CreateForDriver(string folder)
    {
        Directory.CreateDirectory(folder);
        // Not when it is made: the umask would take a passage away.
        File.SetUnixFileMode(folder, Passage);
    }

    /// <summary>Makes the log of an instance, which its server can write and cannot put a link in place of.</summary>
    public void CreateLog(InstanceName instance)
    {
        var log = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = DurableFile.ForOwner,
        };
        new FileStream(LogOf(instance), log).Dispose();
        user.Give(LogOf(instance));
    }

    /// <summary>Makes a folder that belongs to the user of the servers, and that nobody else can enter.</summary>
    public void CreateForServers(string folder)
    {
        Directory.CreateDirectory(folder, OwnerAlone);
        user.Give(folder);
    }
}
