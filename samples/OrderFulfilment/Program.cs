Console.WriteLine("OrderFulfilment");
