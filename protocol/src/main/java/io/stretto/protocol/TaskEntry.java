package io.stretto.protocol;

import java.util.List;

/**
 * One transaction to execute, as part of a {@link Task}.
 *
 * @param index its index in the block's canonical order
 * @param offset its offset in the transactions topic
 * @param payload the record's value, as the client wrote it; not to be changed
 * @param reads indexes into the task's keys of those it is expected to read only
 * @param writes indexes into the task's keys of those it is expected to write
 * @param dependsOn earlier positions of other lanes whose writes it is expected to read
 */
public record TaskEntry(
    int index, long offset, byte[] payload, int[] reads, int[] writes, List<Position> dependsOn) {}
