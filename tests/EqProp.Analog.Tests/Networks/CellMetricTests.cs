using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Networks;

public class CellMetricTests
{
    [Fact]
    public void Inhibitors_count_negatively()
    {
        NetworkMetric metric = NetworkMetric.Of(CellLayouts.Layered([2, 3, 2], new() { CouplesInhibitors = true }));
        Assert.True(metric.IsConsistent);
        Assert.Equal([1, 1, 1, -1, -1], metric.Weights);
    }

    [Fact]
    public void Behind_an_amplifier_a_cell_counts_more()
    {
        NetworkLayout layout = Amplified(CellLayouts.Layered([2, 3, 2], new()));
        Assert.Equal([1, 9, 1, -9, -1], NetworkMetric.Of(layout).Weights);
        Assert.True(NetworkMetric.Of(layout).IsConsistent);

        // Resistors between the inhibitors would need such an amplifier too.
        NetworkMetric coupled = NetworkMetric.Of(Amplified(CellLayouts.Layered([2, 3, 2], new() { CouplesInhibitors = true })));
        Assert.False(coupled.IsConsistent);
        Assert.Equal([1, 9, 1, -9, -1], coupled.Weights);
    }

    [Fact]
    public void Unlike_transconductors_give_each_inhibitor_a_weight_of_its_own()
    {
        NetworkLayout layout = CellNetworks.Mismatched(CellLayouts.Layered([2, 3, 2], new()), 0.3, 1);
        NetworkMetric metric = NetworkMetric.Of(layout);
        Assert.True(metric.IsConsistent);
        foreach (Cell cell in layout.Cells)
        {
            IReadOnlyList<double> c = layout.Links.Single(link => link.Target == cell.Activator).Gains, d = layout.Links.Single(link => link.Target == cell.Inhibitor).Gains;
            Assert.All(metric.Nodes[cell.Activator], weight => Assert.Equal(1, weight));
            Assert.All(metric.Nodes[cell.Inhibitor].Select((weight, i) => weight - c[i] / d[i]), miss => Assert.Equal(0, miss, 1e-14));
        }
    }

    [Fact]
    public void No_metric_has_inhibitors_that_diffuse_behind_unlike_transconductors()
    {
        NetworkLayout plain = CellLayouts.Layered([2, 3, 2], new()), coupled = CellLayouts.Layered([2, 3, 2], new() { CouplesInhibitors = true });
        NetworkMetric metric = NetworkMetric.Of(CellNetworks.Mismatched(coupled, 0.1, 1));
        Assert.False(metric.IsConsistent);
        Assert.Equal(NetworkMetric.Of(CellNetworks.Mismatched(plain, 0.1, 1)).Nodes, metric.Nodes);
    }

    [Fact]
    public void Resistors_between_neighbours_bind_what_they_join()
    {
        NetworkLayout ring = CellLayouts.Row(4, 0.5, isRing: true, new());
        Assert.Equal([[], [1, 1, 1, 1], [-1, -1, -1, -1]], NetworkMetric.Of(ring).Nodes);
        Link[] uneven = [.. ring.Links.Select(link => link.Loads && link.Shift == 1 ? link with { Gains = [0.5, 0.6, 0.5, 0] } : link)];
        Assert.False(NetworkMetric.Of(ring with { Links = uneven }).IsConsistent);
        Link[] oneWay = [.. ring.Links.Where(link => link.Shift != 1)];
        Assert.False(NetworkMetric.Of(ring with { Links = oneWay }).IsConsistent);
    }

    private static NetworkLayout Amplified(NetworkLayout layout) => layout with
    {
        Couplings = [.. layout.Couplings.Select(c => c.Source == 1 ? c with { Gain = 3 } : c)],
    };
}
