using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Metering;

/// <summary>What sources deliver is what elements dissipate and capacitors gain, the last from voltages alone.</summary>
public class EnergyBalanceTests
{
    public static TheoryData<string> Names => MeteredNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ClosesWithinAHundredTolerances(string name)
    {
        const double Tolerance = 1e-11;
        foreach (PhaseEnergy phase in MeteredNetworks.Run(MeteredNetworks.Draw(name, 3), new(Method: IntegrationMethod.Tsitouras) { Tolerance = Tolerance }))
        {
            AssertCloses(phase, 100 * Tolerance, name);
        }
    }

    [Property(MaxTest = 60)]
    public void ClosesWithinTenTolerances(int seed, byte kind, byte exponent)
    {
        string name = MeteredNetworks.All[kind % MeteredNetworks.All.Count];
        double tolerance = Math.Pow(10, -4 - exponent % 6);
        foreach (PhaseEnergy phase in MeteredNetworks.Run(MeteredNetworks.Draw(name, seed & 0xffff), new(Method: IntegrationMethod.Tsitouras) { Tolerance = tolerance }))
        {
            AssertCloses(phase, 10 * tolerance, name);
        }
    }

    [Theory]
    [InlineData(IntegrationMethod.Heun, 2)]
    [InlineData(IntegrationMethod.ExponentialEuler, 1)]
    [InlineData(IntegrationMethod.ExponentialRungeKutta2, 2)]
    public void ClosesAtTheOrderOfFixedSteps(IntegrationMethod method, int order)
    {
        RandomNetwork network = MeteredNetworks.Draw("drawn/summing tanh/layered", 5);
        double Residual(double epsilon, int steps) => Math.Abs(
            MeteredNetworks.Run(network, new(Epsilon: epsilon, Method: method), steps: steps).First(phase => phase.Phase == MeteredPhase.Free).Total.Imbalance);
        double coarse = Residual(0.05, 80), fine = Residual(0.0125, 320);
        Assert.InRange(Math.Log(coarse / fine) / Math.Log(4), order - 0.3, order + 1.3);
    }

    [Fact]
    public void StiffMethodClosesWithItsTolerance()
    {
        foreach (string name in (string[])["extended/linear resistors and Shockley diodes", "drawn/summing tanh/layered", "cells/layers"])
        {
            foreach (PhaseEnergy phase in MeteredNetworks.Run(MeteredNetworks.Draw(name, 2), new(Method: IntegrationMethod.Rosenbrock) { Tolerance = 1e-8 }))
            {
                AssertCloses(phase, 1e-6, name);
            }
        }
    }

    private static void AssertCloses(PhaseEnergy phase, double share, string name)
    {
        LayerEnergy total = phase.Total;
        double flow = phase.Layers.Sum(layer => Math.Abs(layer.Delivered));
        Assert.True(flow > 0, $"{phase.Phase}: nothing was delivered");
        Assert.True(Math.Abs(total.Imbalance) <= share * flow, $"{name}, {phase.Phase}: {total.Imbalance / flow:g3} of what is delivered is missing; bound {share:g3}");
    }
}
