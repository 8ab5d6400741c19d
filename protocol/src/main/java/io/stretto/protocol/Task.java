package io.stretto.protocol;

import java.util.List;

/**
 * The part of one block that one lane executes.
 *
 * @param block the block it is a part of
 * @param lane the lane, a partition number of the tasks topic
 * @param keys the keys that its transactions are expected to touch, each once
 * @param entries the transactions by ascending index
 */
public record Task(BlockContext block, int lane, List<TaskKey> keys, List<TaskEntry> entries) {}
