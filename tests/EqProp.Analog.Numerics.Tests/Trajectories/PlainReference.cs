namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>
/// States of a drawn network by classical Runge-Kutta in small steps, in plain code. Neurons with kinks or rails are
/// followed piece by piece: a step ends where one of them changes its piece, and within a piece everything is smooth.
/// </summary>
internal sealed class PlainReference(Law law, DrawnNetwork network, int row = 0, double longestStep = 2e-3)
{
    private readonly double[] _drive = network.Drive(row);
    private readonly int[] _pieces = new int[network.Size];
    private readonly double[] _x = new double[network.Size];
    private double _time;

    /// <summary>Sets the states at time 0.</summary>
    public PlainReference From(double[] states)
    {
        states.CopyTo(_x, 0);
        for (int i = 0; i < _x.Length; i++)
        {
            _pieces[i] = law switch
            {
                Law.Kink => _x[i] <= 0 ? -1 : _x[i] >= 1 ? 1 : 0,
                Law.Rail when _x[i] <= 0 => -1,
                Law.Rail when _x[i] >= 1 => 1,
                _ => 0,
            };
        }

        // On a rail and driven away from it: between the rails.
        for (int i = 0; i < _x.Length; i++)
        {
            _pieces[i] = Leaves(_x, i) ? 0 : _pieces[i];
        }

        return this;
    }

    /// <summary>States at a time that is not before the last one asked for.</summary>
    public double[] At(double time)
    {
        while (_time < time)
        {
            double length = Math.Min(longestStep, time - _time);
            double[] end = Step(length);
            if (Enumerable.Range(0, _x.Length).Any(i => Leaves(end, i)))
            {
                length = FirstLeave(length);
                end = Step(length);
                Change(end);
            }

            end.CopyTo(_x, 0);
            _time = time - _time - length < 1e-15 ? time : _time + length;
        }

        return [.. _x];
    }

    private double FirstLeave(double late)
    {
        double early = 0;
        for (int i = 0; i < 50; i++)
        {
            double middle = (early + late) / 2;
            double[] x = Step(middle);
            (early, late) = Enumerable.Range(0, x.Length).Any(j => Leaves(x, j)) ? (early, middle) : (middle, late);
        }

        return late;
    }

    private void Change(double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (Leaves(x, i))
            {
                int piece = _pieces[i] != 0 ? 0 : x[i] < 0.5 ? -1 : 1;
                x[i] = law == Law.Rail && piece != 0 ? (piece + 1) / 2 : x[i];
                _pieces[i] = piece;
            }
        }
    }

    private bool Leaves(double[] x, int i) => (law, _pieces[i]) switch
    {
        (Law.Kink or Law.Rail, 0) => x[i] < 0 || x[i] > 1,
        (Law.Kink, -1) => x[i] > 0,
        (Law.Kink, 1) => x[i] < 1,
        (Law.Rail, -1) => Net(x, i) > 0,
        (Law.Rail, 1) => Net(x, i) < 1,
        _ => false,
    };

    private double[] Step(double h)
    {
        double[] k1 = Slope(_x), k2 = Slope(Moved(k1, h / 2)), k3 = Slope(Moved(k2, h / 2)), k4 = Slope(Moved(k3, h));
        return [.. _x.Select((x, i) => x + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]))];
    }

    private double[] Moved(double[] k, double h) => [.. _x.Select((x, i) => x + h * k[i])];

    private double[] Slope(double[] x) =>
        [.. x.Select((value, i) => law == Law.Rail && _pieces[i] != 0 ? 0 : (Net(x, i) - value) / network.TimeConstants[i])];

    private double Net(double[] x, int i)
    {
        double net = _drive[i];
        for (int j = 0; j < x.Length; j++)
        {
            double y = law switch
            {
                Law.Tanh => Math.Tanh(x[j]),
                Law.Kink when _pieces[j] != 0 => (_pieces[j] + 1) / 2,
                _ => x[j],
            };
            net += network.Weights[i, j] * y;
        }

        return net;
    }
}
