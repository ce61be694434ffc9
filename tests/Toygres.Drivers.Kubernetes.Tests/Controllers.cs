using System.Text.Json.Nodes;
using static Toygres.Tests.Drivers.Kubernetes.ObjectStore;

namespace Toygres.Tests.Drivers.Kubernetes;

/// <summary>
/// What the controllers and kubelets of a cluster do after each change: pods of sets come and go, volumes are bound, snapshots are
/// made, balancers get addresses. Tests hold each of them back.
/// </summary>
internal sealed class Controllers
{
    private readonly ObjectStore store;

    public Controllers(ObjectStore store)
    {
        this.store = store;
        store.IsNeeded = IsNeeded;
    }

    public bool PodsBegin { get; set; } = true;

    public bool PodsEnd { get; set; } = true;

    public bool SnapshotsAreMade { get; set; } = true;

    public string? SnapshotError { get; set; }

    public bool AddressesAreGiven { get; set; } = true;

    /// <summary>The servers that run or ran on a volume, by its uid.</summary>
    public Dictionary<string, FakeServer> Servers { get; } = [];

    /// <summary>The server in a pod.</summary>
    public FakeServer ServerOf(JsonObject pod) =>
        Servers[MetaOf(store.Get("persistentvolumeclaims", ClaimOf(pod)!))["uid"]!.GetValue<string>()];

    /// <summary>Lets them do all that there is to do.</summary>
    public void Settle()
    {
        long before;
        do
        {
            before = store.Version;
            store.All("statefulsets").ToList().ForEach(Run);
            store.All("pods").ToList().ForEach(Care);
            store.All("persistentvolumeclaims").ToList().ForEach(Bind);
            store.All("volumesnapshots").ToList().ForEach(Snap);
            store.All("services").ToList().ForEach(Address);
        } while (store.Version != before);
    }

    private void Run(JsonObject set)
    {
        var pod = store.Find("pods", $"{NameOf(set)}-0");
        if (set["spec"]!["replicas"]!.GetValue<int>() == 0)
        {
            End(pod);
        }
        else if (pod is null && store.Find("persistentvolumeclaims", NameOf(set)) is { } claim)
        {
            var template = set["spec"]!["template"]!;
            pod = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["metadata"] = new JsonObject
                {
                    ["name"] = $"{NameOf(set)}-0",
                    ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                    ["ownerReferences"] = new JsonArray(
                        new JsonObject
                        {
                            ["kind"] = "StatefulSet",
                            ["name"] = NameOf(set),
                            ["uid"] = MetaOf(set)["uid"]!.DeepClone(),
                        }
                    ),
                },
                ["spec"] = template["spec"]!.DeepClone(),
                ["status"] = new JsonObject { ["phase"] = "Pending" },
            };
            store.Create("pods", pod);
            var leader = template["spec"]!["containers"]![0]!["env"]!
                .AsArray()
                .Where(variable => variable!["name"]!.GetValue<string>() == "FOLLOWS")
                .Select(variable => store.Find("pods", $"{variable!["value"]!.GetValue<string>()}-0"))
                .OfType<JsonObject>()
                .Select(ServerOf)
                .FirstOrDefault();
            Servers.TryAdd(MetaOf(claim)["uid"]!.GetValue<string>(), FakeServer.Begin(leader));
        }
    }

    private void Care(JsonObject pod)
    {
        var owner = MetaOf(pod)["ownerReferences"]?[0]?["name"]?.GetValue<string>();
        if (owner is not null && store.Find("statefulsets", owner) is null)
        {
            End(pod);
        }
        else if (MetaOf(pod)["deletionTimestamp"] is not null)
        {
            End(pod);
        }
        else if (PodsBegin && HasSecrets(pod) && pod["status"]!["phase"]!.GetValue<string>() == "Pending")
        {
            pod["status"] = new JsonObject
            {
                ["phase"] = "Running",
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }),
            };
            store.Touch("pods", pod);
        }
    }

    // A kubelet starts no container before all is there that is to be mounted.
    private bool HasSecrets(JsonObject pod) =>
        (pod["spec"]?["volumes"]?.AsArray() ?? [])
            .Select(volume => volume!["secret"])
            .OfType<JsonObject>()
            .All(secret =>
                secret["optional"]?.GetValue<bool>() is true
                || store.Find("secrets", secret["secretName"]!.GetValue<string>()) is not null
            );

    private void End(JsonObject? pod)
    {
        if (pod is not null && store.Find("pods", NameOf(pod)) is not null)
        {
            store.Delete("pods", NameOf(pod), uid: null);
        }
    }

    private void Bind(JsonObject claim)
    {
        if (MetaOf(claim)["deletionTimestamp"] is not null)
        {
            store.Delete("persistentvolumeclaims", NameOf(claim), uid: null);
        }
        else if (claim["status"] is null)
        {
            claim["status"] = new JsonObject { ["phase"] = "Bound" };
            store.Touch("persistentvolumeclaims", claim);
        }
    }

    private void Snap(JsonObject snapshot)
    {
        var isMade = snapshot["status"]?["readyToUse"]?.GetValue<bool>() is true;
        if (SnapshotError is not null && snapshot["status"] is null)
        {
            snapshot["status"] = new JsonObject { ["error"] = new JsonObject { ["message"] = SnapshotError } };
            store.Touch("volumesnapshots", snapshot);
        }
        else if (SnapshotsAreMade && SnapshotError is null && !isMade)
        {
            snapshot["status"] = new JsonObject
            {
                ["readyToUse"] = true,
                ["restoreSize"] = "10Gi",
                ["boundVolumeSnapshotContentName"] = $"snapcontent-{MetaOf(snapshot)["uid"]}",
            };
            store.Touch("volumesnapshots", snapshot);
        }
    }

    private void Address(JsonObject service)
    {
        if (
            AddressesAreGiven
            && service["spec"]?["type"]?.GetValue<string>() == "LoadBalancer"
            && service["status"] is null
        )
        {
            service["status"] = new JsonObject
            {
                ["loadBalancer"] = new JsonObject
                {
                    ["ingress"] = new JsonArray(new JsonObject { ["ip"] = "203.0.113.7" }),
                },
            };
            store.Touch("services", service);
        }
    }

    // A pod goes when its processes have ended, and a volume when no pod has it.
    private bool IsNeeded(string plural, JsonObject found) =>
        plural switch
        {
            "pods" => !PodsEnd,
            "persistentvolumeclaims" => store.All("pods").Any(pod => ClaimOf(pod) == NameOf(found)),
            _ => false,
        };

    private static string? ClaimOf(JsonObject pod) =>
        pod["spec"]
            ?["volumes"]?.AsArray()
            .Select(volume => volume!["persistentVolumeClaim"]?["claimName"]?.GetValue<string>())
            .FirstOrDefault(name => name is not null);
}
