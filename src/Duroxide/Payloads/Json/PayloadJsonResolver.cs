using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Duroxide;

/// <summary>The base of classes with <see cref="PayloadJsonAttribute"/>; what it offers is for generated code.</summary>
public abstract class PayloadJsonResolver : IJsonTypeInfoResolver
{
    static readonly PayloadMember Plain = new();

    /// <summary>Sets a member of a value that is a struct.</summary>
    protected delegate void Setter<TOwner, T>(ref TOwner owner, T value);

    /// <inheritdoc />
    public abstract JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options);

    /// <summary>Makes the JSON of a type, unless the options have a converter of their own for it.</summary>
    protected static JsonTypeInfo Of<T>(
        JsonSerializerOptions options,
        Func<JsonSerializerOptions, JsonTypeInfo<T>> make
    ) =>
        options.Converters.FirstOrDefault(each => each.CanConvert(typeof(T))) is { } own
            ? ByConverter<T>(options, own)
            : make(options);

    /// <summary>The JSON of a type that has a converter.</summary>
    /// <exception cref="InvalidOperationException">A factory makes no converter for the type.</exception>
    protected static JsonTypeInfo<T> ByConverter<T>(JsonSerializerOptions options, JsonConverter converter) =>
        JsonMetadataServices.CreateValueInfo<T>(options, Made(typeof(T), options, converter));

    /// <summary>A member of a class.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">Its name.</param>
    /// <param name="get">Reads it; null when it is not written.</param>
    /// <param name="set">Sets it; null when a constructor does, or nothing.</param>
    /// <param name="rules">What attributes say of it.</param>
    protected static JsonPropertyInfo Member<TOwner, T>(
        JsonSerializerOptions options,
        string name,
        Func<TOwner, T>? get,
        Action<TOwner, T>? set = null,
        PayloadMember? rules = null
    )
        where TOwner : class =>
        Member<TOwner, T>(
            options,
            name,
            get,
            set is null ? null : (owner, value) => set((TOwner)owner, value!),
            rules ?? Plain
        );

    /// <summary>A member of a struct.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">Its name.</param>
    /// <param name="get">Reads it; null when it is not written.</param>
    /// <param name="set">Sets it; null when a constructor does, or nothing.</param>
    /// <param name="rules">What attributes say of it.</param>
    protected static JsonPropertyInfo MemberOfStruct<TOwner, T>(
        JsonSerializerOptions options,
        string name,
        Func<TOwner, T>? get,
        Setter<TOwner, T>? set = null,
        PayloadMember? rules = null
    )
        where TOwner : struct =>
        Member<TOwner, T>(
            options,
            name,
            get,
            set is null ? null : (owner, value) => set(ref Unsafe.Unbox<TOwner>(owner), value!),
            rules ?? Plain
        );

    /// <summary>A parameter of the constructor that makes a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="position">Its place, from 0.</param>
    /// <param name="isOptional">Whether it has a default value of its own.</param>
    /// <param name="otherwise">What it is where JSON has nothing for it. Default: the default of its type.</param>
    protected static JsonParameterInfoValues Parameter<T>(
        string name,
        int position,
        bool isOptional = false,
        T? otherwise = default
    ) =>
        new()
        {
            Name = name,
            ParameterType = typeof(T),
            Position = position,
            HasDefaultValue = isOptional,
            DefaultValue = otherwise,
            IsNullable = true,
        };

    static JsonPropertyInfo Member<TOwner, T>(
        JsonSerializerOptions options,
        string name,
        Func<TOwner, T>? get,
        Action<object, T?>? set,
        PayloadMember rules
    )
    {
        var member = JsonMetadataServices.CreatePropertyInfo(
            options,
            new JsonPropertyInfoValues<T>
            {
                IsProperty = !rules.IsField,
                IsPublic = true,
                DeclaringType = typeof(TOwner),
                PropertyName = name,
                JsonPropertyName = rules.Name,
                Converter = rules.Converter is { } converter ? OfMember(Made(typeof(T), options, converter)) : null,
                Getter = get is null ? null : owner => get((TOwner)owner),
                Setter = set,
                IgnoreCondition = rules.Ignore,
                NumberHandling = rules.Numbers,
            }
        );
        member.IsRequired = rules.IsRequired;
        member.Order = rules.Order;
        return member;

        JsonConverter<T> OfMember(JsonConverter made) =>
            made as JsonConverter<T>
            ?? throw new InvalidOperationException(
                $"The converter {made.GetType()} of {typeof(TOwner)}.{name} does not convert {typeof(T)}. Put a JsonConverter<{typeof(T).Name}> on the member."
            );
    }

    static JsonConverter Made(Type type, JsonSerializerOptions options, JsonConverter converter) =>
        converter is not JsonConverterFactory factory
            ? converter
            : factory.CreateConverter(type, options)
                ?? throw new InvalidOperationException(
                    $"The converter factory {factory.GetType()} makes no converter for {type}. Use another one for the type."
                );
}
