using System.Text.Json;

namespace Toygres.Server;

/// <summary>What viewers see of payloads: nothing, as what statements gave is among them.</summary>
internal static class Payloads
{
    private const string Hidden = "(for operators)";

    /// <summary>Hides a payload, which is JSON; statuses and errors are texts for people.</summary>
    public static string Hide(string text)
    {
        try
        {
            using var payload = JsonDocument.Parse(text);
            return Hidden;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
