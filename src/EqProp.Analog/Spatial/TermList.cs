namespace EqProp.Analog.Spatial;

/// <summary>Terms of one layer, or of what joins two, while a chip is read.</summary>
internal sealed class TermList
{
    private readonly List<(QuadraticTerm Term, double Value)> _parameters = [];
    private readonly List<(QuadraticTerm Term, double Value)> _constants = [];
    private readonly List<ParameterPlace> _places = [];

    public IReadOnlyList<ParameterPlace> Places => _places;

    /// <summary>Whether there is anything.</summary>
    public bool IsEmpty => _parameters.Count + _constants.Count == 0;

    public void Add(QuadraticTerm term, double value) => _constants.Add((term, value));

    public void Add(QuadraticTerm term, double value, ParameterPlace place)
    {
        _parameters.Add((term, value));
        _places.Add(place);
    }

    public QuadraticForm ToForm(int size) => new(size, _parameters, _constants);
}
