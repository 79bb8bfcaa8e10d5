namespace EqProp.Analog.Energy.Baselines;

/// <summary>Memories from which a digital circuit fetches its weights, in words of 64 bits.</summary>
public enum DigitalMemory
{
    /// <summary>8 kB on the chip.</summary>
    Cache8kB,

    /// <summary>32 kB on the chip.</summary>
    Cache32kB,

    /// <summary>1 MB on the chip.</summary>
    Sram1MB,

    /// <summary>Dynamic memory beside the chip.</summary>
    Dram,
}
