namespace EqProp.Analog.Energy.Baselines;

/// <summary>Operations that energies of published chips are told for.</summary>
public enum PublishedOperation
{
    /// <summary>A spike or value passes one synapse.</summary>
    SynapticOperation,

    /// <summary>One synapse is written by a learning rule.</summary>
    SynapticUpdate,
}
