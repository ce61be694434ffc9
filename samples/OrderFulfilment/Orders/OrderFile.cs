using System.Globalization;

namespace OrderFulfilment;

/// <summary>Reads orders. A line that cannot be read, or an id that was there before, is a problem with its line number.</summary>
static class OrderFile
{
    const string Header = "order,customer,email,street,postcode,city,country,items,total,card";

    public static (IReadOnlyList<Order> Orders, IReadOnlyList<Problem> Problems) Read(string path)
    {
        var content = CsvFile.Read(path, Header, Parse);
        var problems = content.Problems.ToList();
        var orders = new List<Order>();
        var lines = new Dictionary<string, int>();
        foreach (var (line, order) in content.Rows)
        {
            if (lines.TryAdd(order.Id, line))
            {
                orders.Add(order);
            }
            else
            {
                problems.Add(new(path, line, $"order {order.Id} stands on line {lines[order.Id]} already"));
            }
        }
        return (orders, [.. problems.OrderBy(problem => problem.Line)]);
    }

    static Parsed<Order> Parse(string[] fields)
    {
        if (fields[0].Length == 0)
        {
            return "the order has no id";
        }
        if (!Money.TryParse(fields[8], out var total))
        {
            return $"the total '{fields[8]}' is not an amount such as 12.50";
        }
        var items = fields[7].Split(';').Select(ParseItem).ToList();
        if (items.Contains(null))
        {
            return $"the items '{fields[7]}' do not read like '2 MUG-BLUE; 1 STRAINER'";
        }
        var address = new Address(fields[3], fields[4], fields[5], fields[6]);
        return new Order(fields[0], fields[1], fields[2], address, [.. items!], total, fields[9]);
    }

    static OrderItem? ParseItem(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var quantity, var sku]
        && int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces)
        && pieces > 0
            ? new(sku, pieces)
            : null;
}
