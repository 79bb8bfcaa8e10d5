using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Rules;

/// <summary>Estimates that need no symmetry are the exact gradient on circuits that have none.</summary>
public class ExactRepairTests(ITestOutputHelper output)
{
    /// <summary>Smooth circuits with one-way synapses, or with elements whose two directions differ.</summary>
    public static TheoryData<string, string> Circuits
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in (string[])["summing tanh", "summing logistic, read out", "energy-based linear", "energy-based tanh", "amplified tanh", "buffered tanh resistors", "amplified tanh resistors"])
            {
                data.Add(name, "layered");
                data.Add(name, "recurrent");
                data.Add(name, "elements");
            }

            data.Add("cells", "mismatched");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void They_are_the_gradient(string name, string shape)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            RandomNetwork drawn = Draw(name, shape, seed);
            NetworkEquations equations = drawn.Equations;
            Assert.False(equations.HasEnergy);
            NetworkParameters exact = ReferenceGradient.Adjoint(equations, drawn.Inputs, drawn.Cost, drawn.Target);
            double Error(NetworkParameters estimate) => new GradientComparison(estimate, exact).Total.RelativeError;
            double Repaired(EstimatorKind kind, double beta) => Error(ExactRepairs.Asymmetric(equations, drawn.Inputs, drawn.Cost, drawn.Target, kind, beta));
            double coarse = Repaired(EstimatorKind.Centered, 0.02), fine = Repaired(EstimatorKind.Centered, 0.01);
            double oneSided = Repaired(EstimatorKind.Negative, 0.01);
            double dyadic = Error(ExactRepairs.Dyadic(equations, drawn.Inputs, drawn.Cost, drawn.Target, 0.7));
            output.WriteLine($"seed {seed}: centered {fine:g3} at 0.01, ratio {coarse / fine:g3}, negative {oneSided:g3}, dyadic {dyadic:g3}");
            Assert.InRange(fine, 0, 2e-3);
            Assert.InRange(oneSided, 0, 0.1);
            Assert.True(fine < 1e-9 || coarse / fine is > 3.5 and < 4.5);
            Assert.InRange(dyadic, 0, 1e-10);
        }
    }

    [Theory]
    [InlineData("rails")]
    [InlineData("summing hard sigmoid")]
    [InlineData("buffered rails")]
    public void They_hold_between_kinks(string name)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            RandomNetwork drawn = DrawnChips.Draw(name, "elements", seed);
            NetworkParameters exact = ReferenceGradient.Adjoint(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target);
            NetworkParameters estimate = ExactRepairs.Asymmetric(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target, EstimatorKind.Centered, 1e-4);
            Assert.InRange(new GradientComparison(estimate, exact).Total.RelativeError, 0, 1e-6);
        }
    }

    [Theory]
    [InlineData("summing tanh")]
    [InlineData("energy-based tanh")]
    public void Chips_write_them(string name)
    {
        RandomNetwork drawn = RuleBench.Rounded(DrawnChips.Draw(name, "elements", 2));
        NetworkParameters exact = ReferenceGradient.Adjoint(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target);
        foreach (Func<LearningBlock, ILearningRule> rule in (Func<LearningBlock, ILearningRule>[])[learning => new AsymmetricRepair(learning), learning => new Dyadic(learning)])
        {
            NetworkParameters written = RuleBench.Written(drawn, rule, EstimatorKind.Centered, 1e-3);
            Assert.InRange(new GradientComparison(written, exact).Total.RelativeError, 0, 1e-5);
        }
    }

    private static RandomNetwork Draw(string name, string shape, int seed) => name == "cells"
        ? CellNetworks.Draw(CellNetworks.Mismatched(CellLayouts.Layered([3, 4, 2], new() { Gamma = 0.6, Tau = 0.8, CouplesInhibitors = true, PlasticLeak = true }), 0.2, seed), seed)
        : DrawnChips.Draw(name, shape, seed);
}
