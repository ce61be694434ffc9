using System.Globalization;

namespace OrderFulfilment;

/// <summary>Amounts in euro: decimals in memory, whole cents in the ledger.</summary>
static class Money
{
    public static bool TryParse(string text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount)
        && amount == decimal.Round(amount, 2);

    public static long ToCents(decimal amount) => (long)(amount * 100);

    public static string Show(long cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100m:N2}");
}
