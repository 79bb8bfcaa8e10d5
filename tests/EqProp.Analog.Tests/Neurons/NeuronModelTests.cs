using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Neurons;

/// <summary>The lane-typed models one number at a time.</summary>
public class NeuronModelTests
{
    private const double Step = 1e-6;
    private const double Kink = 1e-3;
    private static readonly DiodeFunction Down = new(DiodeDirection.FromMembrane, 0.4, 0.02, 0.11);
    private static readonly DiodeFunction Up = new(DiodeDirection.IntoMembrane, -0.1, 0.03, 0.13);

    [Property(MaxTest = 300)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Slopes_are_the_derivatives() => Prop.ForAll(Places(), place =>
    {
        Visit(new Slopes(place.State, place.Net, place.Leak), place.Force, place.Kind);
        return true;
    });

    [Property(MaxTest = 300)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property A_diode_draws_its_current_from_any_neuron() => Prop.ForAll(Places(), place =>
    {
        Visit(new Currents(place.State, place.Net, place.Leak), place.Force, place.Kind);
        return true;
    });

    [Theory]
    [InlineData(0.4)]
    [InlineData(1.2)]
    [InlineData(7)]
    [InlineData(7.1)]
    [InlineData(-7)]
    [InlineData(300)]
    [InlineData(-300)]
    public void A_diode_far_beyond_its_level_goes_on_along_its_tangent(double state)
    {
        foreach (DiodeFunction diode in new[] { Down, Up })
        {
            double expected = diode.Current(state);
            Assert.Equal(expected, Drawn<double>(diode, state), 1e-12 * Math.Abs(expected) + 1e-15);
            Assert.Equal(expected, Drawn<float>(diode, state), 1e-4 * Math.Abs(expected) + 1e-8);
        }
    }

    [Theory]
    [InlineData(0.7, 0.5, 0.7, 0)]
    [InlineData(0.7, -0.5, 0.7, -0.5)]
    [InlineData(0.7, 1e-3, 0.7, 0)]
    [InlineData(0.9, 0.1, 0.7, 0)]
    [InlineData(0.2, -0.5, 0.2, 0)]
    [InlineData(0.2, 0.5, 0.2, 0.5)]
    [InlineData(0.1, -0.5, 0.2, 0)]
    [InlineData(0.5, -0.5, 0.5, -0.5)]
    public void Ideal_diodes_clip_and_hold(double state, double rate, double clipped, double left)
    {
        var inner = new CurrentNeuron<ScalarLane<double>, double, LinearActivation<ScalarLane<double>, double>>(new());
        var neuron = new ClippedNeuron<ScalarLane<double>, double, CurrentNeuron<ScalarLane<double>, double, LinearActivation<ScalarLane<double>, double>>>(inner, 0.2, 0.7);
        Assert.Equal(clipped, neuron.Project(new(state)).Value);
        Assert.Equal(left, neuron.Restrain(new(clipped), new(rate)).Value);
        Assert.Equal(clipped, neuron.Output(new(clipped)).Value);
    }

    [Fact]
    public void The_tighter_of_rails_and_ideal_diodes_holds()
    {
        var inner = new RailNeuron<ScalarLane<double>, double, HardSigmoidActivation<ScalarLane<double>, double>>(new());
        var neuron = new ClippedNeuron<ScalarLane<double>, double, RailNeuron<ScalarLane<double>, double, HardSigmoidActivation<ScalarLane<double>, double>>>(inner, -3, 0.7);
        Assert.Equal(0, neuron.Project(new(-1)).Value);
        Assert.Equal(0.7, neuron.Project(new(2)).Value);
        Assert.Equal(0, neuron.Restrain(new(0), new(-1)).Value);
        Assert.Equal(0, neuron.Restrain(new(0.7), new(1)).Value);
    }

    [Theory]
    [InlineData(ActivationKind.HardSigmoid)]
    [InlineData(ActivationKind.Relu)]
    [InlineData(ActivationKind.Linear)]
    [InlineData(ActivationKind.Tanh)]
    [InlineData(ActivationKind.Logistic)]
    public void Changes_of_the_inverse_integral_are_those_of_the_activation(ActivationKind kind)
    {
        var rho = new ActivationFunction(kind, 1.4, 0.2);
        double lowest = kind is ActivationKind.Tanh ? -1 : 0;
        for (int k = 0; k <= 400; k++)
        {
            double y = lowest + (1 - lowest) * k / 400.0;
            double expected = rho.InverseIntegral(y) - rho.InverseIntegral(0.3);
            Assert.Equal(expected, Change<double>(rho, y, 0.3), 1e-14);
            Assert.Equal(expected, Change<float>(rho, (float)y, 0.3f), 5e-7);

            // Near zero, where the logarithms nearly cancel, even relative to the energy itself.
            double small = lowest < 0 ? y / 10 : 0;
            double energy = rho.InverseIntegral((float)small) - 0.2 * (float)small;
            Assert.Equal(energy, Change<float>(rho with { Threshold = 0 }, (float)small, 0), 1e-6 * energy + 1e-12);
        }
    }

    private static double Change<T>(ActivationFunction rho, double plus, double minus)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelSet<T> kernels = KernelSet<T>.For(VectorWidthSelection.Widest);
        using BatchMatrix<T> high = new(1, 3), low = new(1, 3), sums = new(1, 3);
        high.Row(0).Fill(T.CreateTruncating(plus));
        low.Row(0).Fill(T.CreateTruncating(minus));
        NeuronCatalog.CreateLoadContrast(kernels, rho).Sum(1, high, low, sums);
        return double.CreateTruncating(sums.Row(0)[2]);
    }

    private static double Drawn<T>(DiodeFunction diode, double state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inner = new CurrentNeuron<ScalarLane<T>, T, LinearActivation<ScalarLane<T>, T>>(new());
        var neuron = new DiodeNeuron<ScalarLane<T>, T, CurrentNeuron<ScalarLane<T>, T, LinearActivation<ScalarLane<T>, T>>>(inner, diode);
        ScalarLane<T> zero = default;
        return -double.CreateTruncating(neuron.Rate(new(T.CreateTruncating(state)), zero, zero, zero).Value);
    }

    private static void Visit(IVisitor visitor, ForceForm force, ActivationKind kind)
    {
        switch (kind)
        {
            case ActivationKind.HardSigmoid:
                Visit(visitor, force, new HardSigmoidActivation<ScalarLane<double>, double>(), hasRails: true);
                break;
            case ActivationKind.Relu:
                Visit(visitor, force, new ReluActivation<ScalarLane<double>, double>(), hasRails: true);
                break;
            case ActivationKind.Linear:
                Visit(visitor, force, new LinearActivation<ScalarLane<double>, double>(), hasRails: false);
                break;
            case ActivationKind.Tanh:
                Visit(visitor, force, new TanhActivation<ScalarLane<double>, double>(1.3, 0.1), hasRails: false);
                break;
            default:
                Visit(visitor, force, new LogisticActivation<ScalarLane<double>, double>(1.7, 0.2), hasRails: false);
                break;
        }
    }

    private static void Visit<A>(IVisitor visitor, ForceForm force, A activation, bool hasRails)
        where A : struct, IActivation<ScalarLane<double>, double>
    {
        if (force == ForceForm.CurrentSumming)
        {
            visitor.Visit(new CurrentNeuron<ScalarLane<double>, double, A>(activation));
        }
        else if (hasRails)
        {
            visitor.Visit(new RailNeuron<ScalarLane<double>, double, A>(activation));
        }
        else
        {
            visitor.Visit(new EnergyNeuron<ScalarLane<double>, double, A>(activation));
        }
    }

    private static Arbitrary<Place> Places() => Arb.From(
        from kind in Gen.Elements(Enum.GetValues<ActivationKind>())
        from force in Gen.Elements(Enum.GetValues<ForceForm>())
        from state in Gen.Choose(-900, 1300)
        from net in Gen.Choose(-2000, 2000)
        from leak in Gen.Choose(1, 4000)
        select new Place(kind, force, state / 1000.0 + 0.0003, net / 1000.0, leak / 1000.0));

    private sealed record Place(ActivationKind Kind, ForceForm Force, double State, double Net, double Leak);

    private interface IVisitor
    {
        void Visit<E>(E inner)
            where E : struct, IStateEquation<ScalarLane<double>, double>;
    }

    private sealed class Slopes(double state, double net, double leak) : IVisitor
    {
        public void Visit<E>(E inner)
            where E : struct, IStateEquation<ScalarLane<double>, double>
        {
            var one = new DiodeNeuron<ScalarLane<double>, double, E>(inner, Down);
            var two = new DiodeNeuron<ScalarLane<double>, double, DiodeNeuron<ScalarLane<double>, double, E>>(one, Up);
            Check(new ClippedNeuron<ScalarLane<double>, double, DiodeNeuron<ScalarLane<double>, double, DiodeNeuron<ScalarLane<double>, double, E>>>(two, -9, 9));
        }

        private void Check<E>(E neuron)
            where E : struct, IStateEquation<ScalarLane<double>, double>
        {
            ScalarLane<double> x = new(state), n = new(net), l = new(leak), y = neuron.Output(x);
            double Rate(double s, double input) => neuron.Rate(new(s), neuron.Output(new(s)), new(input), l).Value;
            double Difference(Func<double, double> f, double at) => (f(at + Step) - f(at - Step)) / (2 * Step);
            if (Math.Abs(state) < Kink || Math.Abs(state - 1) < Kink)
            {
                return;
            }

            Assert.Equal(Difference(s => Rate(s, net), state), neuron.RateByState(x, y, n, l).Value, 1e-5 * (1 + Math.Abs(neuron.RateByState(x, y, n, l).Value)));
            Assert.Equal(Difference(input => Rate(state, input), net), neuron.RateByNet(x, y).Value, 1e-6);
            Assert.Equal(Difference(s => neuron.Output(new(s)).Value, state), neuron.OutputSlope(x, y).Value, 1e-6);
            Assert.Equal(Difference(s => neuron.Observed(new(s), neuron.Output(new(s))).Value, state), neuron.ObservedSlope(x, y).Value, 1e-6);
        }
    }

    private sealed class Currents(double state, double net, double leak) : IVisitor
    {
        public void Visit<E>(E inner)
            where E : struct, IStateEquation<ScalarLane<double>, double>
        {
            ScalarLane<double> x = new(state), n = new(net), l = new(leak), y = inner.Output(x);
            var one = new DiodeNeuron<ScalarLane<double>, double, E>(inner, Down);
            var two = new DiodeNeuron<ScalarLane<double>, double, DiodeNeuron<ScalarLane<double>, double, E>>(one, Up);
            double expected = inner.Rate(x, y, n, l).Value - Down.Current(state) - Up.Current(state);
            Assert.Equal(expected, two.Rate(x, y, n, l).Value, 1e-12 * (1 + Math.Abs(expected)));
            Assert.Equal(y, two.Output(x));
            Assert.Equal(inner.Project(x), two.Project(x));
        }
    }
}
