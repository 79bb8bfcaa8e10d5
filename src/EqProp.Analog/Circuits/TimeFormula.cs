using System.Globalization;

namespace EqProp.Analog.Circuits;

/// <summary>What a formula of time constants may name.</summary>
/// <param name="Tau">The shared time constant, in seconds.</param>
/// <param name="Index">Index of the neuron in its group, from 0.</param>
/// <param name="Count">Neurons in the group.</param>
/// <param name="Group">Index of the group, 1 for the first free one.</param>
internal readonly record struct FormulaPoint(double Tau, double Index, double Count, double Group);

/// <summary>What is wrong with a formula, and where.</summary>
/// <param name="Position">Position in the text, from 1.</param>
/// <param name="Message">What was found.</param>
internal sealed record FormulaProblem(int Position, string Message);

/// <summary>
/// An arithmetic expression: numbers, the names tau, i, n, k and pi, + - * / ^, parentheses, and exp, log, sqrt, sin, cos, abs, min and
/// max. A power binds before a sign and from the right: -2^2 is -4, 2^3^2 is 512.
/// </summary>
internal sealed class TimeFormula
{
    private const int MostNested = 100;

    private static readonly Dictionary<string, Func<FormulaPoint, double>> Names = new()
    {
        ["tau"] = p => p.Tau,
        ["i"] = p => p.Index,
        ["n"] = p => p.Count,
        ["k"] = p => p.Group,
        ["pi"] = _ => Math.PI,
    };

    private static readonly Dictionary<string, Func<double, double>> Functions = new()
    {
        ["exp"] = Math.Exp,
        ["log"] = Math.Log,
        ["sqrt"] = Math.Sqrt,
        ["sin"] = Math.Sin,
        ["cos"] = Math.Cos,
        ["abs"] = Math.Abs,
    };

    private static readonly Dictionary<string, Func<double, double, double>> Pairs = new() { ["min"] = Math.Min, ["max"] = Math.Max };

    private readonly string _text;
    private int _at;
    private int _nested;
    private FormulaProblem? _problem;

    private TimeFormula(string text) => _text = text;

    /// <summary>Reads a formula.</summary>
    /// <returns>What computes it; or what is wrong with it.</returns>
    public static (Func<FormulaPoint, double>? Value, FormulaProblem? Problem) Parse(string text)
    {
        TimeFormula formula = new(text);
        Func<FormulaPoint, double> value = formula.Sum();
        if (formula.Next() != '\0')
        {
            formula.Fail($"'{formula._text[formula._at]}' is not expected here");
        }

        return formula._problem is null ? (value, null) : (null, formula._problem);
    }

    private Func<FormulaPoint, double> Sum()
    {
        Func<FormulaPoint, double> left = Product();
        while (Next() is '+' or '-')
        {
            bool adds = _text[_at++] == '+';
            Func<FormulaPoint, double> first = left, second = Product();
            left = adds ? p => first(p) + second(p) : p => first(p) - second(p);
        }

        return left;
    }

    private Func<FormulaPoint, double> Product()
    {
        Func<FormulaPoint, double> left = Signed();
        while (Next() is '*' or '/')
        {
            bool multiplies = _text[_at++] == '*';
            Func<FormulaPoint, double> first = left, second = Signed();
            left = multiplies ? p => first(p) * second(p) : p => first(p) / second(p);
        }

        return left;
    }

    private Func<FormulaPoint, double> Signed()
    {
        if (++_nested > MostNested)
        {
            return Fail($"more than {MostNested} levels are nested");
        }

        Func<FormulaPoint, double> value;
        if (Take('-'))
        {
            Func<FormulaPoint, double> positive = Signed();
            value = p => -positive(p);
        }
        else
        {
            value = Take('+') ? Signed() : Power();
        }

        _nested--;
        return value;
    }

    private Func<FormulaPoint, double> Power()
    {
        Func<FormulaPoint, double> basis = Atom();
        if (!Take('^'))
        {
            return basis;
        }

        Func<FormulaPoint, double> exponent = Signed();
        return p => Math.Pow(basis(p), exponent(p));
    }

    private Func<FormulaPoint, double> Atom()
    {
        char next = Next();
        if (Take('('))
        {
            Func<FormulaPoint, double> inner = Sum();
            return Take(')') ? inner : Fail("a ')' is missing");
        }

        return char.IsAsciiDigit(next) || next == '.' ? Number() : char.IsAsciiLetter(next) ? Name() : Fail("a number or a name is missing");
    }

    private Func<FormulaPoint, double> Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '.'))
        {
            _at++;
        }

        int digit = _at + 1 < _text.Length && _text[_at + 1] is '+' or '-' ? _at + 2 : _at + 1;
        if (_at < _text.Length && _text[_at] is 'e' or 'E' && digit < _text.Length && char.IsAsciiDigit(_text[digit]))
        {
            _at = digit;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            {
                _at++;
            }
        }

        string digits = _text[start.._at];
        bool isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return isNumber ? _ => value : Fail($"'{digits}' is no number", start);
    }

    private Func<FormulaPoint, double> Name()
    {
        int start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        string name = _text[start.._at];
        if (Names.TryGetValue(name, out Func<FormulaPoint, double>? named))
        {
            return named;
        }

        bool isPair = Pairs.TryGetValue(name, out Func<double, double, double>? pair);
        if (!isPair && !Functions.ContainsKey(name))
        {
            string[] known = [.. Names.Keys, .. Functions.Keys, .. Pairs.Keys];
            return Fail($"'{name}' is not known. {NearestName.Remedy(name, known)}".TrimEnd('.'), start);
        }

        if (!Take('('))
        {
            return Fail($"a '(' is missing after '{name}'");
        }

        Func<FormulaPoint, double> first = Sum();
        Func<FormulaPoint, double> second = isPair ? (Take(',') ? Sum() : Fail($"'{name}' takes two values")) : first;
        return !Take(')') ? Fail("a ')' is missing")
            : isPair ? p => pair!(first(p), second(p))
            : p => Functions[name](first(p));
    }

    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(char wanted)
    {
        bool found = Next() == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    // Only the first problem counts; the rest of the text is passed over.
    private Func<FormulaPoint, double> Fail(string message, int? at = null)
    {
        _problem ??= new FormulaProblem((at ?? _at) + 1, message);
        _at = _text.Length;
        return _ => double.NaN;
    }
}
