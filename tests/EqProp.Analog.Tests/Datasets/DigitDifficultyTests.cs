using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.TestKit;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Datasets;

/// <summary>
/// The generated digits must need a hidden layer, and reward one: the README of the project records what is measured here.
/// The training and all its sums are deterministic, so the bounds are no matter of chance.
/// </summary>
public sealed class DigitDifficultyTests(ITestOutputHelper output)
{
    private static readonly Dataset Digits = DatasetCatalog.Load(new DatasetBlock { Name = "digits" }, new DatasetLocation());

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void A_linear_read_out_stays_below_93_percent()
    {
        var linear = new ReferenceClassifier(seed: 1, 256, 10);
        linear.Train(Digits.Train, epochs: 30, rate: 0.05, weightDecay: 1e-4);
        double train = linear.Accuracy(Digits.Train);
        double test = linear.Accuracy(Digits.Test);
        output.WriteLine($"linear: train {train:P2}, test {test:P2}");

        Assert.InRange(train, 0.91, 1);
        Assert.InRange(test, 0.87, 0.93);
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void A_linear_read_out_of_20000_examples_stays_below_93_percent_too()
    {
        var digits = DatasetCatalog.Load(new DatasetBlock { Name = "digits", TrainExamples = 20_000 }, new DatasetLocation());
        var linear = new ReferenceClassifier(seed: 1, 256, 10);
        linear.Train(digits.Train, epochs: 15, rate: 0.05, weightDecay: 1e-4);
        double test = linear.Accuracy(digits.Test);
        output.WriteLine($"linear, 20,000 examples: train {linear.Accuracy(digits.Train):P2}, test {test:P2}");

        Assert.InRange(test, 0.87, 0.93);
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void A_network_with_128_hidden_neurons_passes_97_percent()
    {
        var network = new ReferenceClassifier(seed: 1, 256, 128, 10);
        network.Train(Digits.Train, epochs: 12, rate: 0.05, weightDecay: 1e-4);
        double test = network.Accuracy(Digits.Test);
        output.WriteLine($"256-128-10: train {network.Accuracy(Digits.Train):P2}, test {test:P2}");

        Assert.InRange(test, 0.97, 0.99);
    }
}
