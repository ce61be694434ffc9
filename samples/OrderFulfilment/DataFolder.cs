namespace OrderFulfilment;

/// <summary>The files that keep the state between runs.</summary>
static class DataFolder
{
    /// <summary>Forgets the state; what else lies in the folder stays.</summary>
    public static void Clear(Settings settings)
    {
        foreach (var file in new[] { settings.Store, settings.Books })
        {
            foreach (var part in new[] { file, $"{file}-wal", $"{file}-shm" })
            {
                File.Delete(part);
            }
        }
    }
}
