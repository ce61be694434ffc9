using System.Reflection;
using System.Text;
using Duroxide.Core;

namespace Duroxide.Runtime.Tests.Codec;

public class GoldenTests
{
    public static TheoryData<string> Names => [.. Golden.Entries.Keys];

    public static TheoryData<string> Files => [.. Golden.Files];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_stored_looks_as_it_always_did(string name)
    {
        var entry = Golden.Entries[name];

        Assert.True(
            Golden.Recorded(entry) == Encoding.UTF8.GetString(entry.Encoded),
            $"{name} is now stored as {Encoding.UTF8.GetString(entry.Encoded)}. {Golden.Advice}"
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_was_ever_stored_is_still_read(string file)
    {
        var name = string.Join('.', file.Split('.').Take(2));

        var entry = Golden.Entries[name];

        Assert.Equal(entry.Value, entry.Decode(Golden.Read(file)));
    }

    [Fact]
    public void Every_case_of_every_stored_union_has_a_sample()
    {
        var seen = new HashSet<Type>();
        foreach (var entry in Golden.Entries.Values)
        {
            Walk(entry.Value, seen);
        }

        var forgotten =
            from type in typeof(Fact).Assembly.GetExportedTypes()
            where type is { IsNested: true, IsSealed: true } && type.BaseType == type.DeclaringType
            where type.DeclaringType != typeof(OrchestrationAction) && !seen.Contains(type)
            select type.FullName;

        Assert.Empty(forgotten);
    }

    static void Walk(object? value, HashSet<Type> seen)
    {
        if (value is null || value.GetType() is var type && type.Assembly != typeof(Fact).Assembly)
        {
            return;
        }
        seen.Add(value.GetType());
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && property.PropertyType.IsClass)
            {
                Walk(property.GetValue(value), seen);
            }
        }
    }
}
