using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Trials;

/// <summary>Chips of one circuit, data seed and learning seed that learn and are tested: one by itself, or a register of dies at once.</summary>
internal interface ITrialChips : IDisposable
{
    /// <summary>Number of chips.</summary>
    int Count { get; }

    /// <summary>Whether every epoch is done, or a chip by itself needs no more.</summary>
    bool IsDone { get; }

    /// <summary>Epochs that are done.</summary>
    int EpochsDone { get; }

    /// <summary>Writes the weights with which learning starts.</summary>
    void Initialize();

    /// <summary>Writes weights into one chip.</summary>
    void Program(int chip, NetworkParameters parameters);

    /// <summary>Reads the weights of one chip back.</summary>
    NetworkParameters ReadBack(int chip);

    /// <summary>Trains all chips on the next epoch; those that have failed may be left as they are.</summary>
    /// <returns>Running training error of each chip in percent.</returns>
    IReadOnlyList<double> RunEpoch(CancellationToken stop);

    /// <summary>Lets all chips answer the test examples.</summary>
    /// <param name="epoch">Epoch whose noise the measurement sees, as <see cref="Learning.Evaluator.StartEpoch"/> has it.</param>
    /// <param name="limit">Only so many examples.</param>
    /// <param name="stop">Stops between minibatches.</param>
    IReadOnlyList<TestFigures> Test(int epoch, int limit, CancellationToken stop);

    /// <summary>Why a chip has failed; null where it has not.</summary>
    string? FailureOf(int chip);
}
