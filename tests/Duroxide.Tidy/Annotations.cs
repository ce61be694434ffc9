using System.Reflection;

namespace Duroxide.Tidy;

/// <summary>What the compiler wrote about null in one type, place by place, in the order in which the type is written.</summary>
/// <remarks>
/// The framework's own reader takes a bare type parameter for nullable, because its argument may be. So the attributes are
/// read as they are: a byte for each reference type, array, type parameter and generic value type in turn, or one for all.
/// </remarks>
internal sealed class Annotations
{
    private const byte Annotated = 2;

    private readonly IReadOnlyList<byte> places;
    private int next;

    private Annotations(IReadOnlyList<byte> places) => this.places = places;

    public static Annotations None => new([0]);

    public static Annotations Of(ParameterInfo parameter) =>
        new(
            Places(parameter.GetCustomAttributesData())
                ?? Context(parameter.Member is PropertyInfo indexer ? indexer.GetAccessors(true)[0] : parameter.Member)
        );

    public static Annotations Of(MemberInfo member) =>
        new(Places(member.GetCustomAttributesData()) ?? Context(member.DeclaringType));

    /// <summary>Whether null is allowed at the next place.</summary>
    public bool AllowNext() => (places.Count == 1 ? places[0] : places[next++]) == Annotated;

    private static IReadOnlyList<byte>? Places(IEnumerable<CustomAttributeData> attributes) =>
        Argument(attributes, "NullableAttribute") switch
        {
            null => null,
            byte all => [all],
            var each => [.. ((IEnumerable<CustomAttributeTypedArgument>)each).Select(place => (byte)place.Value!)],
        };

    // What has no attribute of its own is as the nearest thing around it says.
    private static IReadOnlyList<byte> Context(MemberInfo? around) =>
        around is null ? [0]
        : Argument(around.GetCustomAttributesData(), "NullableContextAttribute") is byte all ? [all]
        : Context(around.DeclaringType);

    private static object? Argument(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes
            .FirstOrDefault(attribute => attribute.AttributeType.FullName == $"System.Runtime.CompilerServices.{name}")
            ?.ConstructorArguments[0]
            .Value;
}
