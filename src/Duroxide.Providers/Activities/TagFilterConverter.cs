using System.ComponentModel;
using System.Globalization;

namespace Duroxide.Providers;

/// <summary>Lets configuration name tags.</summary>
sealed class TagFilterConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? TagFilter.Parse(text) : base.ConvertFrom(context, culture, value);
}
