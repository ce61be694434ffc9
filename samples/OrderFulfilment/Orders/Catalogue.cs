using System.Globalization;

namespace OrderFulfilment;

/// <summary>The articles of the shop, with their prices and how many there were at first.</summary>
sealed class Catalogue(IEnumerable<Article> articles)
{
    const string Header = "sku,name,price,on_hand";

    readonly Dictionary<string, Article> articles = articles.ToDictionary(article => article.Sku);

    public IReadOnlyCollection<Article> Articles => articles.Values;

    /// <summary>Reads the catalogue; unlike an order, an article that cannot be read stops the program.</summary>
    public static Catalogue Read(string path)
    {
        var content = CsvFile.Read(path, Header, Parse);
        var twice = content
            .Rows.GroupBy(row => row.Value.Sku)
            .Select(rows => rows.ElementAtOrDefault(1))
            .OfType<CsvRow<Article>>()
            .Select(row => new Problem(path, row.Line, $"article {row.Value.Sku} stands on an earlier line already"));
        return content.Problems.Concat(twice).FirstOrDefault() is { } problem
            ? throw new InvalidDataException(problem.ToString())
            : new(content.Rows.Select(row => row.Value));
    }

    public Reply Check(Order order) =>
        order.Items.FirstOrDefault(item => !articles.ContainsKey(item.Sku)) is { } unknown
            ? Reply.No($"there is no article {unknown.Sku}")
        : !order.Email.Contains('@') ? Reply.No($"'{order.Email}' is not an address to write to")
        : order.Address.Street.Length == 0 ? Reply.No("the street is missing")
        : Price(order) != order.Total ? Reply.No($"the total is {order.Total}, but the items cost {Price(order)}")
        : Reply.Yes("checked");

    decimal Price(Order order) => order.Items.Sum(item => item.Quantity * articles[item.Sku].Price);

    static Parsed<Article> Parse(string[] fields)
    {
        if (!Money.TryParse(fields[2], out var price))
        {
            return $"the price '{fields[2]}' is not an amount such as 12.50";
        }
        return int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var onHand)
            ? new Article(fields[0], fields[1], price, onHand)
            : $"'{fields[3]}' is not a number of pieces";
    }
}
