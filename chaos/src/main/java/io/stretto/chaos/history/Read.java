package io.stretto.chaos.history;

/**
 * One read of the committed state as the client saw it. All times are nanoseconds of one clock.
 *
 * @param session the session that asked
 * @param question what it asked
 * @param answer what it was told, as {@link Question} says
 * @param height the block that the answer names; -1 where it names none
 * @param askedNanos a time before it was asked
 * @param answeredNanos a time after it was answered
 */
public record Read(
    String session,
    Question question,
    String answer,
    long height,
    long askedNanos,
    long answeredNanos) {}
