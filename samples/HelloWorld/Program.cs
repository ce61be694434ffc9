Console.WriteLine("HelloWorld");
