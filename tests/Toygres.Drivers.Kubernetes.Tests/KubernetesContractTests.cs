namespace Toygres.Tests.Drivers.Kubernetes;

public class KubernetesContractTests : DriverContract
{
    protected override IDriverGround NewGround() => new ClusterGround();
}
