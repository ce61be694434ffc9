using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Duroxide.Dashboard;

/// <summary>Makes markup of an interpolated text: what is filled in is encoded, for text and for attributes in quotation marks.</summary>
/// <param name="literals">How long the literal parts are.</param>
/// <param name="holes">How many values are filled in.</param>
[InterpolatedStringHandler]
readonly struct HtmlHandler(int literals, int holes)
{
    const int UsualValue = 16;

    readonly StringBuilder markup = new(literals + holes * UsualValue);

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(Html value) => markup.Append(value.Markup);

    public void AppendFormatted(IEnumerable<Html> values)
    {
        foreach (var value in values)
        {
            markup.Append(value.Markup);
        }
    }

    public void AppendFormatted(string? value) => markup.Append(HtmlEncoder.Default.Encode(value ?? ""));

    public void AppendFormatted(long value) => markup.Append(value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => markup.ToString();
}
