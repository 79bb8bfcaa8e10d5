using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>One example on a network of complex numbers, written out plainly.</summary>
internal sealed class ComplexNetwork
{
    private readonly NetworkLayout _layout;
    private readonly NetworkParameters _parameters;
    private readonly Complex[][] _states;

    public ComplexNetwork(NetworkLayout layout, NetworkParameters parameters, Complex[] inputs, double[] free)
    {
        _layout = layout;
        _parameters = parameters;
        _states = [inputs, .. layout.Groups.Skip(1).Select(group => new Complex[group.Size])];
        int at = 0;
        foreach (Complex[] group in _states.Skip(1))
        {
            for (int i = 0; i < group.Length; i++)
            {
                group[i] = free[at++];
            }
        }

        Show();
    }

    /// <summary>What synapses see, one array a group.</summary>
    public Complex[][] Output { get; private set; } = [];

    /// <summary>What the cost sees of the outputs.</summary>
    public Complex[] Observed => _layout.Force == ForceForm.EnergyBased ? _states[^1] : Output[^1];

    public void Run(int steps, double epsilon, Complex beta, double[] target)
    {
        for (int step = 0; step < steps; step++)
        {
            Complex[] push = Push(beta, target);
            Complex[][] next = [_states[0], .. Enumerable.Range(1, _states.Length - 1).Select(g => _states[g].Select((s, i) =>
            {
                NodeGroup group = _layout.Groups[g];
                Complex net = Net(g, i);
                Complex force = _layout.Force == ForceForm.EnergyBased ? Slope(group, s) * net : net;
                Complex rate = force - group.Leak[i] * s + (g == _states.Length - 1 ? push[i] : 0);
                return s + epsilon / group.Capacitance[i] * rate;
            }).ToArray())];
            next.CopyTo(_states, 0);
            Show();
        }
    }

    /// <summary>softmax(o W + b) - target.</summary>
    public Complex[] Error(double[] target)
    {
        int classes = target.Length;
        Complex[] powers = [.. Enumerable.Range(0, classes).Select(k => Complex.Exp(
            _parameters.ReadOutBiases[k] + Observed.Select((o, i) => o * _parameters.ReadOutWeights[i * classes + k]).Aggregate(Complex.Add)))];
        Complex sum = powers.Aggregate(Complex.Add);
        return [.. powers.Select((p, k) => p / sum - target[k])];
    }

    private Complex[] Push(Complex beta, double[] target)
    {
        if (_layout.ReadOutClasses == 0)
        {
            return [.. Observed.Select((o, i) => beta * (target[i] - o))];
        }

        Complex[] error = Error(target);
        return [.. Observed.Select((_, i) => -beta * error.Select((e, k) => e * _parameters.ReadOutWeights[i * error.Length + k]).Aggregate(Complex.Add))];
    }

    private Complex Net(int group, int node)
    {
        Complex sum = _parameters.Biases[group][node];
        for (int c = 0; c < _layout.Couplings.Count; c++)
        {
            Coupling coupling = _layout.Couplings[c];
            int columns = _layout.Groups[coupling.Target].Size;
            if (coupling.Target == group)
            {
                sum += coupling.Gain * Output[coupling.Source].Select((y, i) => y * _parameters.Weights[c][i * columns + node]).Aggregate(Complex.Add);
            }

            if (coupling.Source == group && group > 0)
            {
                sum += Output[coupling.Target].Select((y, j) => y * _parameters.Weights[c][node * columns + j]).Aggregate(Complex.Add) / coupling.Gain;
            }
        }

        return sum;
    }

    private void Show() => Output = [_states[0], .. _states.Skip(1).Select((states, g) => states.Select(s => Activity(_layout.Groups[g + 1], s)).ToArray())];

    private static Complex Activity(NodeGroup group, Complex state) => group.Activation switch
    {
        ActivationKind.Tanh => Complex.Tanh(group.Gain * (state - group.Threshold)),
        ActivationKind.Logistic => 1 / (1 + Complex.Exp(-group.Gain * (state - group.Threshold))),
        _ => state,
    };

    private static Complex Slope(NodeGroup group, Complex state)
    {
        Complex y = Activity(group, state);
        return group.Activation switch
        {
            ActivationKind.Tanh => group.Gain * (1 - y * y),
            ActivationKind.Logistic => group.Gain * y * (1 - y),
            _ => 1,
        };
    }
}
