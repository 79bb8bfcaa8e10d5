namespace EqProp.Analog.TestKit;

/// <summary>Values of the <c>Kind</c> trait, so that one kind of test can be run or left out.</summary>
internal static class TestKinds
{
    public const string Trait = "Kind";
    public const string Property = "property";
    public const string Golden = "golden";
    public const string Statistical = "statistical";
    public const string Slow = "slow";
}
