namespace Duroxide.PostgreSql;

/// <summary>Tells the other nodes what is new, one call at a time: what comes meanwhile goes together in the next one.</summary>
/// <remarks>
/// Not in the writes themselves: a transaction that notifies waits for every other one that does, from before its flush to
/// after it. Should this node die between the two, the others find by themselves what it did not tell.
/// </remarks>
sealed class Notifier(Links links, string channel, string node)
{
    readonly Lock gate = new();
    HashSet<long> instances = [];
    bool turns;
    bool work;
    bool all;
    bool busy;
    bool closed;
    Task last = Task.CompletedTask;

    public void Tell(bool turns, bool work, IEnumerable<long> instances)
    {
        lock (gate)
        {
            this.turns |= turns;
            this.work |= work;
            this.instances.UnionWith(instances);
            Begin();
        }
    }

    /// <summary>Tells that everything may be new.</summary>
    public void TellAll()
    {
        lock (gate)
        {
            all = true;
            Begin();
        }
    }

    /// <summary>Tells what is left to tell.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            return last;
        }
    }

    bool HasNews => turns || work || all || instances.Count > 0;

    void Begin()
    {
        if (!busy && !closed && HasNews)
        {
            busy = true;
            last = Task.Run(RunAsync);
        }
    }

    async Task RunAsync()
    {
        while (Take() is { } news)
        {
            try
            {
                await links
                    .CallAsync(
                        "Notify",
                        "waiting/notify",
                        arguments => arguments.With(channel).With(news.Write().ToList<string?>()),
                        _ => Task.FromResult(0)
                    )
                    .ConfigureAwait(false);
            }
            catch (ProviderException)
            {
                // The others look by themselves, and so does everybody who connects again.
            }
        }
    }

    News? Take()
    {
        lock (gate)
        {
            if (!HasNews)
            {
                busy = false;
                return null;
            }
            var news = new News(node, turns, work, [.. instances]) { All = all };
            (turns, work, all, instances) = (false, false, false, []);
            return news;
        }
    }
}
