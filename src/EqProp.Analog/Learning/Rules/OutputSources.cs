using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Learning.Rules;

/// <summary>The sources of rules that hold the outputs instead of nudging them: part of the way from where the outputs were free to their targets.</summary>
/// <remarks>What is displaced is what the cost sees: states of the energy-based force, activities of summed currents.</remarks>
internal sealed class OutputSources
{
    private readonly ActivationFunction _activation;
    private readonly bool _seesActivity;
    private readonly int _group;
    private readonly int _outputs;
    private double[] _free = [];

    public OutputSources(NetworkLayout layout)
    {
        _group = layout.OutputGroup;
        _outputs = layout.OutputCount;
        NodeGroup outputs = layout.Groups[_group];
        _activation = new(outputs.Activation, outputs.Gain, outputs.Threshold);
        _seesActivity = layout.Force == ForceForm.CurrentSumming;
    }

    /// <summary>Notes where the outputs are without sources.</summary>
    public void Observe(IPhysicalNetwork network, int targets)
    {
        Array.Resize(ref _free, targets / _outputs * _outputs);
        network.Read(_group, _seesActivity ? NodeQuantity.Activity : NodeQuantity.State, _free);
    }

    /// <summary>Holds the outputs.</summary>
    /// <param name="network">The chip.</param>
    /// <param name="targets">Row-major [examples x outputs].</param>
    /// <param name="share">0 where they were free, 1 at their targets; negative: away from them.</param>
    public void Hold(IPhysicalNetwork network, ReadOnlySpan<float> targets, double share)
    {
        var states = new double[_free.Length];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = StateAt(share == 1 ? targets[i] : _free[i] + share * (targets[i] - _free[i]));
        }

        network.ClampOutputs(states);
    }

    /// <summary>The state of an output that the cost is to see at a value.</summary>
    public double StateAt(double seen) => _seesActivity ? _activation.Inverse(seen) : seen;
}
