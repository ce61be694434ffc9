namespace Duroxide.Runtime;

/// <summary>The values of attributes that come again and again: what is told of them is made once.</summary>
static class AttributeValues
{
    const int Kept = 256;

    static readonly object True = true;
    static readonly object False = false;
    static readonly object[] Ids = [.. Enumerable.Range(0, Kept).Select(number => (object)(long)number)];
    static readonly object[] Counts = [.. Enumerable.Range(0, Kept).Select(number => (object)number)];

    public static object Flag(bool flag) => flag ? True : False;

    public static object Id(long id) => (ulong)id < Kept ? Ids[id] : id;

    public static object Count(int count) => (uint)count < Kept ? Counts[count] : count;
}
