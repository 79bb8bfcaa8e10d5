using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>
/// Follows the reference equations by the classical Runge-Kutta method in double precision, in steps of a hundredth of the fastest time
/// constant, and finds each moment at which a state meets or leaves a rail: slow, simple, and exact to about 1e-9 of a swing.
/// </summary>
internal sealed class EquationWaveforms : IPhaseFollower
{
    private const double StepFraction = 0.01;
    private const int Bisections = 60;
    private const double LeastStep = 1e-9;
    private const double Bound = 1e6;

    /// <inheritdoc/>
    public PhaseStates Follow(SpicePhase phase, IReadOnlyList<double> timesSeconds, CancellationToken stop)
    {
        var wired = new WiredLayout(phase);
        var motion = new Motion(wired.Equations, [.. phase.Inputs], phase.Nudge, wired.Start());
        double[][] states = new double[timesSeconds.Count][];
        double tau = phase.Layout.Map.TimeConstant;
        double[] last = motion.State;
        for (int k = 0; k < states.Length; k++)
        {
            stop.ThrowIfCancellationRequested();
            while (motion.Time < timesSeconds[k] / tau)
            {
                motion.Advance(phase.DurationSeconds / tau);
            }

            last = motion.At(timesSeconds[k] / tau);
            states[k] = last[wired.WireCount..];
        }

        return new PhaseStates(states, wired.LinesOf(last));
    }

    /// <summary>The motion of all states together with which of them are held at a rail.</summary>
    private sealed class Motion
    {
        private readonly NetworkEquations _equations;
        private readonly double[] _inputs;
        private readonly OutputNudge? _nudge;
        private double[] _before;
        private double[] _rateBefore;
        private double[] _rateAfter;
        private double[] _rate;
        private double _timeBefore;
        private bool[] _held;

        public Motion(NetworkEquations equations, double[] inputs, OutputNudge? nudge, double[] start)
        {
            _equations = equations;
            _inputs = inputs;
            _nudge = nudge;
            State = equations.Project(start);
            _held = equations.Held(inputs, State, nudge);
            _rate = Rate(State, _held);
            _before = State;
            _rateBefore = _rate;
            _rateAfter = _rate;
        }

        public double Time { get; private set; }

        public double[] State { get; private set; }

        /// <summary>The state within the last step, by the cubic through its ends.</summary>
        public double[] At(double time)
        {
            double h = Time - _timeBefore;
            double x = h > 0 ? (time - _timeBefore) / h : 1;
            var state = new double[State.Length];
            for (int i = 0; i < state.Length; i++)
            {
                double change = State[i] - _before[i];
                double bend = (1 - 2 * x) * change + (x - 1) * h * _rateBefore[i] + x * h * _rateAfter[i];
                state[i] = (1 - x) * _before[i] + x * State[i] + x * (x - 1) * bend;
            }

            return state;
        }

        /// <summary>Goes on by a step, or up to the first moment within it at which a rail is met or left.</summary>
        public void Advance(double end)
        {
            double h = Math.Min(StepFraction / Fastest(), Math.Max(end - Time, StepFraction / 100 / Fastest()));
            double[] next = Step(h);
            if (Changes(next))
            {
                double low = 0, high = h;
                for (int k = 0; k < Bisections; k++)
                {
                    double middle = (low + high) / 2;
                    (low, high) = Changes(Step(middle)) ? (low, middle) : (middle, high);
                }

                h = Math.Max(high, h * LeastStep);
                next = Step(h);
            }

            (_before, _rateBefore, _timeBefore) = (State, _rate, Time);
            State = _equations.Project(next);
            _rateAfter = Rate(State, _held);
            _held = _equations.Held(_inputs, State, _nudge);
            _rate = Rate(State, _held);
            Time += h;
            if (State.Any(s => !(Math.Abs(s) < Bound)))
            {
                throw new InputException(
                    "dynamics.diverged", "the circuit", $"A state left every bound at {Time:G4} time constants.",
                    "Use smaller weights, or rails.", FailureKind.Diverged);
            }
        }

        private bool Changes(double[] next)
        {
            double[] projected = _equations.Project((double[])next.Clone());
            bool[] outward = _equations.Held(_inputs, projected, _nudge);
            for (int i = 0; i < next.Length; i++)
            {
                if (projected[i] != next[i] || (_held[i] && !outward[i]))
                {
                    return true;
                }
            }

            return false;
        }

        private double[] Step(double h)
        {
            double[] second = Rate(Moved(_rate, h / 2), _held);
            double[] third = Rate(Moved(second, h / 2), _held);
            double[] fourth = Rate(Moved(third, h), _held);
            return [.. State.Select((s, i) => s + h / 6 * (_rate[i] + 2 * second[i] + 2 * third[i] + fourth[i]))];
        }

        private double[] Moved(double[] rate, double h) => [.. State.Select((s, i) => s + h * rate[i])];

        private double[] Rate(double[] state, bool[] held)
        {
            double[] rate = _equations.Rate(_inputs, state, _nudge);
            for (int i = 0; i < rate.Length; i++)
            {
                rate[i] = held[i] ? 0 : rate[i];
            }

            return rate;
        }

        /// <summary>A bound on the rates of the motion: the largest row sum of the Jacobian.</summary>
        private double Fastest()
        {
            double[,] jacobian = _equations.Jacobian(_inputs, State, _nudge);
            double most = 0;
            for (int i = 0; i < jacobian.GetLength(0); i++)
            {
                double sum = 0;
                for (int j = 0; j < jacobian.GetLength(1); j++)
                {
                    sum += Math.Abs(jacobian[i, j]);
                }

                most = Math.Max(most, sum);
            }

            return most;
        }
    }
}
