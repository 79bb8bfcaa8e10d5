using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Derivatives of all slopes of one example by all its states, in double precision. States of all groups follow one another.
/// </summary>
/// <remarks>J_ij = rate_i (dr_i/dnet W_ij dy_j/dx_j + delta_ij (dr_i/dx - stiffness do_i/dx)), nothing for what a rail holds.</remarks>
internal sealed class StateJacobian<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GroupTrajectory<T>[] _groups;
    private readonly int[] _first;
    private readonly double[] _matrix;
    private readonly double[] _own;
    private readonly double[] _byNet;
    private readonly double[] _outputSlopes;

    public StateJacobian(GroupTrajectory<T>[] groups)
    {
        _groups = groups;
        _first = new int[groups.Length];
        for (int g = 0; g < groups.Length; g++)
        {
            _first[g] = Size;
            Size += groups[g].Group.Size;
        }

        _matrix = new double[Size * Size];
        _own = new double[Size];
        _byNet = new double[Size];
        _outputSlopes = new double[Size];
    }

    /// <summary>All states.</summary>
    public int Size { get; }

    /// <summary>Forms it from the derivatives at the end of the last step.</summary>
    public void Form(ChunkTrajectory<T> chunk)
    {
        chunk.ReadSlot(1 + LinearizedSlots.Own, _own);
        chunk.ReadSlot(1 + LinearizedSlots.ByNet, _byNet);
        chunk.ReadSlot(1 + LinearizedSlots.OutputSlope, _outputSlopes);
        Array.Clear(_matrix);
        for (int g = 0; g < _groups.Length; g++)
        {
            foreach (Connection<T> connection in _groups[g].Group.Connections)
            {
                Add(connection, _first[g]);
            }

            foreach (DiagonalConnection<T> diagonal in _groups[g].Group.DiagonalConnections)
            {
                Add(diagonal, _first[g]);
            }

            AddFollowed(_groups[g].Group, _first[g]);
        }

        for (int i = 0; i < Size; i++)
        {
            _matrix[i * Size + i] += _own[i];
        }
    }

    /// <summary>shift - J.</summary>
    public void Shift(double shift, double[] result)
    {
        for (int i = 0; i < _matrix.Length; i++)
        {
            result[i] = -_matrix[i];
        }

        for (int i = 0; i < Size; i++)
        {
            result[i * Size + i] += shift;
        }
    }

    private void Add(Connection<T> connection, int first)
    {
        int source = FirstOf(connection.Source);
        for (int line = 0; line < connection.Weights.Rows; line++)
        {
            ReadOnlySpan<T> weights = connection.Weights.Row(line);
            for (int column = 0; column < weights.Length; column++)
            {
                int to = first + (connection.IsTransposed ? line : column), from = source + (connection.IsTransposed ? column : line);
                _matrix[to * Size + from] += _byNet[to] * double.CreateTruncating(weights[column]) * _outputSlopes[from];
            }
        }
    }

    private void Add(DiagonalConnection<T> diagonal, int first)
    {
        ReadOnlySpan<T> gains = diagonal.Gains.Row(0);
        int seen = FirstOf(diagonal.Source) + diagonal.Shift;
        for (int i = 0; i < gains.Length; i++)
        {
            if (gains[i] != T.Zero)
            {
                _matrix[(first + i) * Size + seen + i] += _byNet[first + i] * double.CreateTruncating(gains[i]) * _outputSlopes[seen + i];
            }
        }
    }

    private void AddFollowed(StateGroup<T> group, int first)
    {
        if (group.Follows is not { } followed)
        {
            return;
        }

        int source = FirstOf(followed);
        for (int i = 0; i < group.Size; i++)
        {
            _matrix[(first + i) * Size + source + i] += _byNet[first + i] * _outputSlopes[source + i];
        }
    }

    private int FirstOf(StateGroup<T> group)
    {
        int index = 0;
        while (_groups[index].Group != group)
        {
            index++;
        }

        return _first[index];
    }
}
