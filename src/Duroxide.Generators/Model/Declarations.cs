namespace Duroxide.Generators;

/// <summary>All declared code of an assembly, without what cannot stand beside the rest.</summary>
static class Declarations
{
    /// <summary>One file for each class.</summary>
    public static IEnumerable<ContainerFile> Files(IEnumerable<Code> codes, Surroundings surroundings)
    {
        var all = Distinct(codes);
        var newest = Newest(all);
        var called = all.Where(code => code.Orchestration is null || newest.Contains(code)).ToList();
        var signals = Signal.Of(called).ToLookup(signal => signal.Code.Container);
        return FileNames
            .Of(all.GroupBy(code => code.Container), group => group.Key)
            .Select(named => new ContainerFile(
                named.File,
                named.Item.Key,
                named.Item.ToValues(),
                called.Where(code => code.Container == named.Item.Key).Select(code => code.Word).ToValues(),
                signals[named.Item.Key].ToValues(),
                surroundings.HasClient
            ));
    }

    /// <summary>What stands in the way of other code, told at the later of two.</summary>
    public static IEnumerable<Finding> Problems(IEnumerable<(Code Code, Place? Place)> codes)
    {
        var all = codes.ToList();
        var newest = Newest([.. all.Select(each => each.Code)]);
        return Twice(all, each => each.Identity, SameIdentity)
            .Concat(Twice(all, each => $"{each.Container.Namespace}|{each.Container.Path}|{each.Handle}", SameHandle))
            .Concat(
                Twice(
                    [.. all.Where(each => each.Code.Orchestration is null || newest.Contains(each.Code))],
                    each => $"{each.Container.Namespace}|{each.Word}",
                    SameCall
                )
            )
            .Concat(Twice(all, each => $"{each.Container.Namespace}|{each.Container.Calls}", SameCalls))
            .Concat(Channels(all));

        Finding SameIdentity(Code first, Code later, Place? place) =>
            Of(
                Rules.Twice,
                place,
                later.Identity,
                $"{first.Container.Path}.{first.Method}",
                later.Orchestration is not null ? ", or another version" : ""
            );

        Finding SameHandle(Code first, Code later, Place? place) =>
            Of(Rules.Clash, place, later.Word, later.Handle, $"{first.Identity} has already");

        Finding? SameCall(Code first, Code later, Place? place) =>
            first.Container == later.Container
                ? null
                : Of(
                    Rules.Clash,
                    place,
                    later.Word,
                    later.Word,
                    $"'{first.Container.Path}' has already in the same namespace"
                );

        // Outer.Inner and OuterInner are one word.
        Finding? SameCalls(Code first, Code later, Place? place) =>
            first.Container.Path == later.Container.Path
                ? null
                : Of(
                    Rules.Clash,
                    place,
                    later.Container.Path,
                    later.Container.Calls,
                    $"'{first.Container.Path}' has already in the same namespace"
                );
    }

    // The methods for what two orchestrations of a class take stand beside each other.
    static IEnumerable<Finding> Channels(List<(Code Code, Place? Place)> all) =>
        from each in all
        let code = each.Code
        from channel in code.Channels
        group (code, channel, each.Place) by (code.Container, channel.Kind, channel.Word) into same
        let first = same.First()
        from later in same.Skip(1)
        where later.channel != first.channel
        select Of(
            Rules.Channel,
            later.Place,
            ChannelReader.InWords(later.channel.Kind),
            later.channel.Name,
            later.code.Method,
            $"has another type in '{first.code.Container.Path}.{first.code.Method}', or another name, and would have the same methods. Choose another name."
        );

    static Finding Of(DiagnosticDescriptor rule, Place? place, params string[] arguments) =>
        new(rule, place, arguments.ToValues());

    static IEnumerable<Finding> Twice(
        List<(Code Code, Place? Place)> codes,
        Func<Code, string> key,
        Func<Code, Code, Place?, Finding?> tell
    ) =>
        from same in codes.GroupBy(each => key(each.Code))
        from later in same.Skip(1)
        let finding = tell(same.First().Code, later.Code, later.Place)
        where finding is not null
        select finding;

    static List<Code> Distinct(IEnumerable<Code> codes) =>
        [.. codes.GroupBy(code => (code.Container, code.Handle)).Select(same => same.First())];

    static HashSet<Code> Newest(List<Code> codes) =>
        [
            .. codes
                .Where(code => code.Orchestration is not null)
                .GroupBy(code => code.Name)
                .Select(versions => versions.OrderBy(each => each.Orchestration!.Version).Last()),
        ];
}
