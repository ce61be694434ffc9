namespace Toygres.Web.Pages;

/// <summary>Does what the form of an operation asks for.</summary>
internal sealed class Operations(FleetClient client)
{
    private const int MaxReason = 200;

    /// <summary>Begins an operation; null when something is wrong with the form, which is said.</summary>
    public async Task<Outcome?> BeginAsync(
        Verb verb,
        InstanceName name,
        OperationForm form,
        Problems problems,
        CancellationToken cancel
    )
    {
        if (form.Confirm is null)
        {
            problems.Add(nameof(form.Confirm), "Tick the box that says that you mean it. Nothing was changed.");
            return null;
        }
        var begin = Find(verb.Path, name, form, problems);
        return problems.Any || begin is null ? null : await begin(cancel);
    }

    private Func<CancellationToken, Task<Outcome>>? Find(
        string verb,
        InstanceName name,
        OperationForm form,
        Problems problems
    ) =>
        verb switch
        {
            "start" => cancel => client.StartAsync(name, cancel),
            "retry" => cancel => client.RetryAsync(name, cancel),
            "restart" => cancel => client.RestartAsync(name, cancel),
            "stop" => cancel => client.StopAsync(name, cancel),
            "rotate" => cancel => client.RotatePasswordAsync(name, cancel),
            "resize" => form.ReadSize(problems) is { } size ? cancel => client.ResizeAsync(name, size, cancel) : null,
            "image" => ReadImage(form, problems) is { } image
                ? cancel => client.CreateImageAsync(name, image, cancel)
                : null,
            "restore" => ReadImage(form, problems) is { } image
                ? cancel => client.RestoreAsync(name, image, cancel)
                : null,
            "backups" => Plan(name, form, problems),
            "rejoin" => Rejoin(name, form, problems),
            "failover" => FailOver(name, form, problems),
            "delete" => Delete(name, form, problems),
            _ => throw new InvalidOperationException($"There is no operation {verb}."),
        };

    private Func<CancellationToken, Task<Outcome>> Plan(InstanceName name, OperationForm form, Problems problems)
    {
        var plan = PlanFields.Read(form.Every, form.Keep, problems);
        return cancel => client.PlanBackupsAsync(name, plan, cancel);
    }

    private Func<CancellationToken, Task<Outcome>>? FailOver(InstanceName name, OperationForm form, Problems problems)
    {
        var reason = form.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > MaxReason)
        {
            problems.Add(nameof(form.Reason), $"Say why, in {MaxReason} characters at most.");
        }
        if (InstanceName.TryParse(form.Replica ?? "") is { } replica)
        {
            return cancel => client.FailOverAsync(name, replica, reason, cancel);
        }
        problems.Add(nameof(form.Replica), "Choose a replica.");
        return null;
    }

    private Func<CancellationToken, Task<Outcome>>? Rejoin(InstanceName name, OperationForm form, Problems problems)
    {
        if (InstanceName.TryParse(form.Primary ?? "") is { } primary)
        {
            return cancel => client.RejoinAsync(name, primary, cancel);
        }
        problems.Add(nameof(form.Primary), "Choose the instance that it follows.");
        return null;
    }

    private Func<CancellationToken, Task<Outcome>> Delete(InstanceName name, OperationForm form, Problems problems)
    {
        if (form.Again?.Trim() != name.Value)
        {
            problems.Add(nameof(form.Again), $"Type {name}, to say that you mean this one.");
        }
        return cancel => client.DeleteAsync(name, cancel);
    }

    private static ImageName? ReadImage(OperationForm form, Problems problems)
    {
        var image = ImageName.TryParse(form.Image?.Trim() ?? "");
        if (image is null)
        {
            problems.Add(
                nameof(form.Image),
                $"Use small letters, digits and hyphens, a letter first, {ImageName.MaxLength} characters at most."
            );
        }
        return image;
    }
}
