// Each test has processes of its own, and measures what they do in real time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
