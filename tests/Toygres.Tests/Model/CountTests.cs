namespace Toygres.Tests.Model;

/// <summary>How many things are said to be there.</summary>
public class CountTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2, "2 rows")]
    public void One_thing_is_not_said_to_be_many(long number, string said) =>
        Assert.Equal(said, Count.Of(number, "row"));
}
