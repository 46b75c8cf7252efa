package dev.plimsoll.model;

import java.util.Optional;

/// What each instance may use at most and is promised at least. Memory in bytes, processors in cores.
public record Limits(
    @Doc("Processors at most, such as 0.5.") Optional<Double> cpus,
    @Doc(value = "Memory at most, bytes.", unit = Doc.Unit.BYTES) Optional<Long> memory,
    @Doc("Processes at most.") Optional<Long> pids,
    @Doc("Processors promised; on one Docker Engine a weight against others, unless cpuShares is given.") Optional<Double> reservedCpus,
    @Doc(value = "Memory promised, bytes.", unit = Doc.Unit.BYTES) Optional<Long> reservedMemory,
    @Doc(value = "Memory and swap together at most, bytes; -1 is no limit.", unit = Doc.Unit.BYTES) Optional<Long> memorySwap,
    @Doc("Share of processor time against others; 1024 is usual.") Optional<Integer> cpuShares,
    @Doc("Processors it may run on, such as 0-2.") Optional<String> cpuset,
    @Doc(value = "Size of /dev/shm, bytes.", unit = Doc.Unit.BYTES) Optional<Long> shmSize,
    @Doc("How readily memory is swapped, 0 to 100; the host's way when not given.") Optional<Integer> swappiness,
    @Doc("Period of real-time scheduling, microseconds.") Optional<Long> realtimePeriod,
    @Doc("Real-time processor time in each period, microseconds.") Optional<Long> realtimeRuntime,
    @Doc("Reading and writing of block devices.") BlockIo blockIo) {
    public static final Limits NONE = new Limits(null, null, null, null, null, null, null, null, null);

    public Limits {
        cpus = Values.optional(cpus);
        memory = Values.optional(memory);
        pids = Values.optional(pids);
        reservedCpus = Values.optional(reservedCpus);
        reservedMemory = Values.optional(reservedMemory);
        memorySwap = Values.optional(memorySwap);
        cpuShares = Values.optional(cpuShares);
        cpuset = Values.optional(cpuset);
        shmSize = Values.optional(shmSize);
        swappiness = Values.optional(swappiness);
        realtimePeriod = Values.optional(realtimePeriod);
        realtimeRuntime = Values.optional(realtimeRuntime);
        blockIo = Values.or(blockIo, BlockIo.UNLIMITED);
    }

    /// Without what few limit: swapping, real-time scheduling, block devices.
    public Limits(Optional<Double> cpus, Optional<Long> memory, Optional<Long> pids, Optional<Double> reservedCpus, Optional<Long> reservedMemory,
                  Optional<Long> memorySwap, Optional<Integer> cpuShares, Optional<String> cpuset, Optional<Long> shmSize) {
        this(cpus, memory, pids, reservedCpus, reservedMemory, memorySwap, cpuShares, cpuset, shmSize, null, null, null, null);
    }
}
