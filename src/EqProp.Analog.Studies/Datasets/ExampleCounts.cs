using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Which examples of the training and the test file are used: validation is the end of the training file, training the
/// first of what is left before it, test the first of the test file.
/// </summary>
internal readonly record struct ExampleCounts(int Train, int ValidationStart, int Validation, int Test)
{
    /// <summary>Checks what a circuit asks for against what there is; reports every count that is wrong.</summary>
    /// <param name="block">What the circuit asks for.</param>
    /// <param name="trainAvailable">Examples in the training file.</param>
    /// <param name="testAvailable">Examples in the test file.</param>
    /// <exception cref="InputException">A count is negative or more than there are, or no training example is left.</exception>
    public static ExampleCounts Resolve(DatasetBlock block, int trainAvailable, int testAvailable)
    {
        var violations = new List<Violation>();
        int validation = block.ValidationExamples ?? 0;
        Check(violations, "validationExamples", validation, 0, trainAvailable - 1, $"of {trainAvailable} training examples");
        int left = Math.Max(0, trainAvailable - Math.Max(0, validation));
        int train = block.TrainExamples ?? left;
        if (violations.Count == 0)
        {
            Check(violations, "trainExamples", train, 1, left, $"of {trainAvailable} less {validation} for validation");
        }

        int test = block.TestExamples ?? testAvailable;
        Check(violations, "testExamples", test, 0, testAvailable, $"of {testAvailable} test examples");
        return violations.Count == 0
            ? new ExampleCounts(train, trainAvailable - validation, validation, test)
            : throw new InputException(violations);
    }

    private static void Check(List<Violation> violations, string name, int asked, int least, int most, string whence)
    {
        if (asked < least || asked > most)
        {
            violations.Add(new Violation(
                "dataset.count", $"learning.dataset.{name}",
                $"{asked} asked for; {least} to {most} can be had ({whence}).",
                "Ask for a number in that range, or leave it out."));
        }
    }
}
