namespace Toygres.Tests.Drivers.Local;

public class LocalContractTests : DriverContract
{
    protected override IDriverGround NewGround() => new Ground();
}
